using System.Data;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Hivemind.Infrastructure.Database;

/// <summary>What Dapper needs to know once per process.</summary>
internal static class DapperSetup
{
    private static int _done;

    public static void Apply()
    {
        if (Interlocked.Exchange(ref _done, 1) != 0)
            return;

        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new Float4ArrayHandler());
        SqlMapper.AddTypeHandler(new JsonHandler());
        SqlMapper.AddTypeHandler(new CountsHandler());
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;

        public override DateTimeOffset Parse(object value) => new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));
    }

    /// <summary>Reads json into a member of any shape.</summary>
    private sealed class JsonHandler : SqlMapper.TypeHandler<JsonElement>
    {
        public override void SetValue(IDbDataParameter parameter, JsonElement value) => parameter.Value = value.GetRawText();

        public override JsonElement Parse(object value) => JsonSerializer.Deserialize<JsonElement>((string)value);
    }

    /// <summary>Reads json that maps names to whole numbers.</summary>
    private sealed class CountsHandler : SqlMapper.TypeHandler<IReadOnlyDictionary<string, long>>
    {
        public override void SetValue(IDbDataParameter parameter, IReadOnlyDictionary<string, long>? value) =>
            parameter.Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value);

        public override IReadOnlyDictionary<string, long>? Parse(object value) => JsonSerializer.Deserialize<Dictionary<string, long>>((string)value);
    }

    private sealed class Float4ArrayHandler : SqlMapper.TypeHandler<float[]>
    {
        public override void SetValue(IDbDataParameter parameter, float[]? value)
        {
            parameter.Value = value ?? (object)DBNull.Value;
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Real;
        }

        public override float[] Parse(object value) => (float[])value;
    }
}
