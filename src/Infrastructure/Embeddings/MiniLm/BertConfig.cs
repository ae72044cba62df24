using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>The shape of the encoder as the model's own config.json states it.</summary>
internal sealed record BertConfig(
    [property: JsonPropertyName("hidden_size")] int Hidden,
    [property: JsonPropertyName("num_attention_heads")] int Heads,
    [property: JsonPropertyName("num_hidden_layers")] int Layers,
    [property: JsonPropertyName("intermediate_size")] int Intermediate,
    [property: JsonPropertyName("vocab_size")] int Vocabulary,
    [property: JsonPropertyName("max_position_embeddings")] int Positions,
    [property: JsonPropertyName("type_vocab_size")] int Types,
    [property: JsonPropertyName("layer_norm_eps")] float Epsilon)
{
    public int HeadWidth => Hidden / Heads;

    public static BertConfig Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<BertConfig>(json) ?? throw new InvalidDataException("The model's config.json is empty.");
}
