using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Hivemind.Application.Live;
using Microsoft.AspNetCore.Connections.Features;

namespace Hivemind.Api.Live;

/// <summary>
/// Prepared bytes go straight into the pipe of the connection, where HTTP/1.1 lets a response frame its chunks itself; elsewhere into
/// that of the response. With many subscribers every layer in between is felt.
/// </summary>
internal sealed class StreamOutput : ILiveOutput
{
    private const int MostOfHeader = 10; // eight digits and a line break
    private const int MostInOne = 3 * 1024; // leaves the pipe's blocks to others

    private static readonly byte[] LineBreak = "\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly HttpContext _context;
    private readonly PipeWriter _pipe;
    private readonly bool _makesChunks;
    private readonly Lock _gate = new();
    private bool _isOver;

    private StreamOutput(HttpContext context, PipeWriter? connection)
    {
        (_context, _pipe, _makesChunks) = (context, connection ?? context.Response.BodyWriter, connection is not null);
    }

    /// <summary>Runs a stream as the rest of the response.</summary>
    public static async Task Run(HttpContext context, PendingStream pending)
    {
        var connection = HttpProtocol.IsHttp11(context.Request.Protocol) ? context.Features.Get<IConnectionTransportFeature>()?.Transport.Output : null;
        if (connection is not null)
            context.Response.Headers.TransferEncoding = "chunked";

        await context.Response.StartAsync(pending.Client);
        await context.Response.BodyWriter.FlushAsync(pending.Client); // from here on nobody else writes to the connection
        var output = new StreamOutput(context, connection);
        try
        {
            await pending.Stream.Run(output, pending.Client);
        }
        finally
        {
            output.End();
        }

        if (connection is not null && !context.RequestAborted.IsCancellationRequested)
            await connection.WriteAsync(LastChunk, pending.Client);
    }

    public ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        ValueTask<FlushResult> flush;
        if (_makesChunks)
        {
            AddChunk(bytes.Span);
            flush = _pipe.FlushAsync();
        }
        else
        {
            flush = _pipe.WriteAsync(bytes);
        }

        return flush.IsCompletedSuccessfully ? default : Await(flush);
    }

    // Whoever lets a client go may come when its request is over already.
    public void Abort()
    {
        lock (_gate)
        {
            if (!_isOver)
                _context.Abort();
        }
    }

    private void End()
    {
        lock (_gate)
            _isOver = true;
    }

    private void AddChunk(ReadOnlySpan<byte> bytes)
    {
        var whole = bytes.Length <= MostInOne;
        var span = _pipe.GetSpan(MostOfHeader + (whole ? bytes.Length + LineBreak.Length : 0));
        Utf8Formatter.TryFormat(bytes.Length, span, out var length, 'x');
        LineBreak.CopyTo(span[length..]);
        length += LineBreak.Length;
        if (!whole)
        {
            _pipe.Advance(length);
            _pipe.Write(bytes);
            _pipe.Write(LineBreak);
            return;
        }

        bytes.CopyTo(span[length..]);
        LineBreak.CopyTo(span[(length + bytes.Length)..]);
        _pipe.Advance(length + bytes.Length + LineBreak.Length);
    }

    private static async ValueTask Await(ValueTask<FlushResult> flush) => await flush;
}
