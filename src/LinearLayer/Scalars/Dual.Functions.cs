using System.Numerics;

namespace LinearLayer;

// The elementary functions, each with its derivative beside it.
public readonly partial struct Dual<T>
{
    private static readonly T Two = T.One + T.One;
    private static readonly T Three = Two + T.One;
    private static readonly T Ten = T.CreateChecked(10);

    static Dual<T> IFloatingPointConstants<Dual<T>>.E => T.E;

    static Dual<T> IFloatingPointConstants<Dual<T>>.Pi => T.Pi;

    static Dual<T> IFloatingPointConstants<Dual<T>>.Tau => T.Tau;

    /// <summary>(exp a)' = exp a·a'.</summary>
    public static Dual<T> Exp(Dual<T> a)
    {
        var exp = T.Exp(a.Value);
        return a.Chain(exp, exp);
    }

    /// <summary>(2^a)' = 2^a·ln 2·a'.</summary>
    public static Dual<T> Exp2(Dual<T> a)
    {
        var power = T.Exp2(a.Value);
        return a.Chain(power, power * T.Log(Two));
    }

    /// <summary>(10^a)' = 10^a·ln 10·a'.</summary>
    public static Dual<T> Exp10(Dual<T> a)
    {
        var power = T.Exp10(a.Value);
        return a.Chain(power, power * T.Log(Ten));
    }

    /// <summary>(ln a)' = a'/a.</summary>
    public static Dual<T> Log(Dual<T> a) => a.Chain(T.Log(a.Value), T.One / a.Value);

    /// <summary>(log2 a)' = a'/(a·ln 2).</summary>
    public static Dual<T> Log2(Dual<T> a) => a.Chain(T.Log2(a.Value), T.One / (a.Value * T.Log(Two)));

    /// <summary>(log10 a)' = a'/(a·ln 10).</summary>
    public static Dual<T> Log10(Dual<T> a) => a.Chain(T.Log10(a.Value), T.One / (a.Value * T.Log(Ten)));

    /// <summary>The logarithm to any base: ln a/ln b.</summary>
    public static Dual<T> Log(Dual<T> a, Dual<T> newBase) => Log(a) / Log(newBase);

    /// <summary>(a^b)' = b·a^(b-1)·a' + a^b·ln a·b'.</summary>
    public static Dual<T> Pow(Dual<T> a, Dual<T> b)
    {
        var power = T.Pow(a.Value, b.Value);
        // a^0 is 1 for every a, 0 included, where the general formula has 0·∞.
        var slope = T.IsZero(b.Value) ? T.Zero : b.Value * T.Pow(a.Value, b.Value - T.One);
        // ln a is asked for only where the exponent varies, so that a negative a has whole powers.
        var byBase = a.Chain(power, slope);
        return T.IsZero(b.Derivative) ? byBase : new(power, byBase.Derivative + power * T.Log(a.Value) * b.Derivative);
    }

    /// <summary>(√a)' = a'/(2·√a).</summary>
    public static Dual<T> Sqrt(Dual<T> a)
    {
        var root = T.Sqrt(a.Value);
        return a.Chain(root, T.One / (Two * root));
    }

    /// <summary>(∛a)' = a'/(3·(∛a)²).</summary>
    public static Dual<T> Cbrt(Dual<T> a)
    {
        var root = T.Cbrt(a.Value);
        return a.Chain(root, T.One / (Three * root * root));
    }

    /// <summary>The root r of degree n: r' = a'/(n·r^(n-1)).</summary>
    public static Dual<T> RootN(Dual<T> a, int n)
    {
        var root = T.RootN(a.Value, n);
        return a.Chain(root, T.One / (T.CreateChecked(n) * T.Pow(root, T.CreateChecked(n - 1))));
    }

    /// <summary>The length h = √(a² + b²): h' = (a·a' + b·b')/h.</summary>
    public static Dual<T> Hypot(Dual<T> a, Dual<T> b)
    {
        var length = T.Hypot(a.Value, b.Value);
        return new(length, a.Chain(length, a.Value / length).Derivative + b.Chain(length, b.Value / length).Derivative);
    }

    /// <summary>(sin a)' = cos a·a'.</summary>
    public static Dual<T> Sin(Dual<T> a) => a.Chain(T.Sin(a.Value), T.Cos(a.Value));

    /// <summary>(cos a)' = -sin a·a'.</summary>
    public static Dual<T> Cos(Dual<T> a) => a.Chain(T.Cos(a.Value), -T.Sin(a.Value));

    /// <summary>(tan a)' = (1 + tan² a)·a'.</summary>
    public static Dual<T> Tan(Dual<T> a)
    {
        var tan = T.Tan(a.Value);
        return a.Chain(tan, T.One + tan * tan);
    }

    /// <summary>(sin πa)' = π·cos πa·a'.</summary>
    public static Dual<T> SinPi(Dual<T> a) => a.Chain(T.SinPi(a.Value), T.Pi * T.CosPi(a.Value));

    /// <summary>(cos πa)' = -π·sin πa·a'.</summary>
    public static Dual<T> CosPi(Dual<T> a) => a.Chain(T.CosPi(a.Value), -T.Pi * T.SinPi(a.Value));

    /// <summary>(tan πa)' = π·(1 + tan² πa)·a'.</summary>
    public static Dual<T> TanPi(Dual<T> a)
    {
        var tan = T.TanPi(a.Value);
        return a.Chain(tan, T.Pi * (T.One + tan * tan));
    }

    /// <summary>The sine and the cosine.</summary>
    public static (Dual<T> Sin, Dual<T> Cos) SinCos(Dual<T> a) => (Sin(a), Cos(a));

    /// <summary>The sine and the cosine of πa.</summary>
    public static (Dual<T> SinPi, Dual<T> CosPi) SinCosPi(Dual<T> a) => (SinPi(a), CosPi(a));

    /// <summary>(arcsin a)' = a'/√(1 - a²).</summary>
    public static Dual<T> Asin(Dual<T> a) => a.Chain(T.Asin(a.Value), T.One / T.Sqrt(T.One - a.Value * a.Value));

    /// <summary>(arccos a)' = -a'/√(1 - a²).</summary>
    public static Dual<T> Acos(Dual<T> a) => a.Chain(T.Acos(a.Value), -T.One / T.Sqrt(T.One - a.Value * a.Value));

    /// <summary>(arctan a)' = a'/(1 + a²).</summary>
    public static Dual<T> Atan(Dual<T> a) => a.Chain(T.Atan(a.Value), T.One / (T.One + a.Value * a.Value));

    /// <summary>arcsin a/π.</summary>
    public static Dual<T> AsinPi(Dual<T> a) => Asin(a) / T.Pi;

    /// <summary>arccos a/π.</summary>
    public static Dual<T> AcosPi(Dual<T> a) => Acos(a) / T.Pi;

    /// <summary>arctan a/π.</summary>
    public static Dual<T> AtanPi(Dual<T> a) => Atan(a) / T.Pi;

    /// <summary>(sinh a)' = cosh a·a'.</summary>
    public static Dual<T> Sinh(Dual<T> a) => a.Chain(T.Sinh(a.Value), T.Cosh(a.Value));

    /// <summary>(cosh a)' = sinh a·a'.</summary>
    public static Dual<T> Cosh(Dual<T> a) => a.Chain(T.Cosh(a.Value), T.Sinh(a.Value));

    /// <summary>(tanh a)' = (1 - tanh² a)·a'.</summary>
    public static Dual<T> Tanh(Dual<T> a)
    {
        var tanh = T.Tanh(a.Value);
        return a.Chain(tanh, T.One - tanh * tanh);
    }

    /// <summary>(arsinh a)' = a'/√(a² + 1).</summary>
    public static Dual<T> Asinh(Dual<T> a) => a.Chain(T.Asinh(a.Value), T.One / T.Sqrt(a.Value * a.Value + T.One));

    /// <summary>(arcosh a)' = a'/√(a² - 1).</summary>
    public static Dual<T> Acosh(Dual<T> a) => a.Chain(T.Acosh(a.Value), T.One / T.Sqrt(a.Value * a.Value - T.One));

    /// <summary>(artanh a)' = a'/(1 - a²).</summary>
    public static Dual<T> Atanh(Dual<T> a) => a.Chain(T.Atanh(a.Value), T.One / (T.One - a.Value * a.Value));

    // The chain rule, f(a)' = f'(a)·a'. A constant stays one even where f is steep without bound: 0·∞ would be NaN.
    private Dual<T> Chain(T value, T slope) => new(value, T.IsZero(Derivative) ? T.Zero : slope * Derivative);
}
