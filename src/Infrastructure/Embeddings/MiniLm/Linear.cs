namespace Hivemind.Infrastructure.Embeddings.MiniLm;

/// <summary>A layer's matrix and bias, packed as the multiplication wants them.</summary>
internal sealed class Linear
{
    private readonly AlignedBuffer _panels;
    private readonly float[] _bias;
    private readonly int _inputs;
    private readonly int _outputs;

    /// <summary>From weights that have a row of inputs for each output.</summary>
    public Linear(float[] weights, float[] bias)
    {
        _bias = bias;
        _outputs = bias.Length;
        _inputs = weights.Length / bias.Length;
        _panels = new(weights.Length);
        Pack(new(weights, _inputs), _inputs, _outputs, _panels.Span);
    }

    public void Apply(Span<float> x, int rows, Span<float> result) =>
        Gemm.Multiply(new(x, _inputs), rows, _panels.Span, _bias, _inputs, _outputs, new(result, _outputs));

    /// <summary>Panel after panel, input after input: the weights of a panel's outputs side by side.</summary>
    public static void Pack(Matrix weights, int inputs, int outputs, Span<float> panels)
    {
        var width = Gemm.PanelWidth;

        for (var output = 0; output < outputs; output++)
        {
            var row = weights.Span.Slice(output * weights.Stride, inputs);
            var panel = panels.Slice(output / width * width * inputs, width * inputs);

            for (var input = 0; input < row.Length; input++)
                panel[input * width + output % width] = row[input];
        }
    }
}
