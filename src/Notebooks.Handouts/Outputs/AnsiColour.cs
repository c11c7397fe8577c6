using System.Globalization;

namespace Notebooks.Handouts.Outputs;

/// <summary>A terminal's colour, in sRGB.</summary>
internal readonly record struct AnsiColour(int Red, int Green, int Blue)
{
    // Of the papers that outputs stand on in handout.css the hardest to read on: --nb-bad-panel when light, --nb-warn-panel when dark.
    private static readonly AnsiColour LightPaper = new(0xFC, 0xEF, 0xEC);
    private static readonly AnsiColour DarkPaper = new(0x2E, 0x29, 0x1C);

    /// <summary>WCAG 2.2 AA asks for this contrast of text.</summary>
    private const double EnoughContrast = 4.5;

    // The sixteen that have names, in the order of their numbers: black, red, green, yellow, blue, magenta, cyan, white; then bright.
    private static readonly AnsiColour[] Sixteen =
    [
        new(0x00, 0x00, 0x00), new(0xC0, 0x2C, 0x2C), new(0x1E, 0x7D, 0x32), new(0x8A, 0x64, 0x00),
        new(0x24, 0x5F, 0xC4), new(0x9C, 0x33, 0xA8), new(0x00, 0x76, 0x86), new(0xC8, 0xC8, 0xC8),
        new(0x70, 0x70, 0x70), new(0xE5, 0x4B, 0x4B), new(0x3F, 0xA3, 0x4D), new(0xC9, 0x96, 0x10),
        new(0x4D, 0x8C, 0xF0), new(0xC4, 0x62, 0xD0), new(0x22, 0xA6, 0xB8), new(0xFF, 0xFF, 0xFF),
    ];

    public static AnsiColour Named(int number) => Sixteen[number];

    /// <summary>Reads what follows code 38 or 48: <c>5;n</c> (of 256) or <c>2;r;g;b</c>; null where it is neither.</summary>
    public static AnsiColour? Read(ref ReadOnlySpan<int> codes)
    {
        switch (codes)
        {
            case [5, var number, .. var rest]:
                codes = rest;
                return Of256(number);
            case [2, var red, var green, var blue, .. var rest]:
                codes = rest;
                return Math.Max(red, Math.Max(green, blue)) <= 255 ? new AnsiColour(red, green, blue) : null;
            default:
                codes = [];
                return null;
        }
    }

    public string Exact => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Black or white, whichever reads better on this colour.</summary>
    public string Opposite => Contrast(this, new(0, 0, 0)) >= Contrast(this, new(255, 255, 255)) ? "#000000" : "#ffffff";

    /// <summary>The colour, made darker or lighter where it must be to be read on a light and on a dark page.</summary>
    public string Readable
    {
        get
        {
            var onLight = Towards(new(0, 0, 0), LightPaper).Exact;
            var onDark = Towards(new(255, 255, 255), DarkPaper).Exact;
            return onLight == onDark ? onLight : $"light-dark({onLight},{onDark})";
        }
    }

    public string ReadableOn(AnsiColour paper) => Contrast(this, paper) >= EnoughContrast ? Exact : paper.Opposite;

    private static AnsiColour? Of256(int number)
    {
        return number switch
        {
            < 16 => Sixteen[number],
            < 232 => new AnsiColour(Level((number - 16) / 36), Level((number - 16) / 6 % 6), Level((number - 16) % 6)),
            < 256 => new AnsiColour(8 + 10 * (number - 232), 8 + 10 * (number - 232), 8 + 10 * (number - 232)),
            _ => null,
        };

        // The cube of xterm: its first step is wider than the others.
        static int Level(int step) => step == 0 ? 0 : 55 + 40 * step;
    }

    private AnsiColour Towards(AnsiColour end, AnsiColour paper)
    {
        var colour = this;
        for (var percent = 10; Contrast(colour, paper) < EnoughContrast && percent <= 100; percent += 10)
            colour = new AnsiColour(Mix(Red, end.Red, percent), Mix(Green, end.Green, percent), Mix(Blue, end.Blue, percent));
        return colour;

        static int Mix(int from, int to, int percent) => from + (to - from) * percent / 100;
    }

    // WCAG 2.2, "contrast ratio" and "relative luminance".
    private static double Contrast(AnsiColour one, AnsiColour other)
    {
        var (dark, light) = (Math.Min(one.Luminance, other.Luminance), Math.Max(one.Luminance, other.Luminance));
        return (light + 0.05) / (dark + 0.05);
    }

    private double Luminance
    {
        get
        {
            return 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

            static double Linear(int channel) =>
                channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
    }
}
