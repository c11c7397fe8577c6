namespace Notebooks.Handouts.Safety;

/// <summary>The elements and attributes that show something and do nothing, beyond those that the sanitiser knows as such.</summary>
internal static class AllowedNames
{
    public static readonly string[] Html = ["canvas", "hgroup", "search", "slot", "bdo"];

    // Without what animates, loads or runs: animate, set, script, a foreign document.
    public static readonly string[] Svg =
    [
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "defs", "symbol",
        "use", "image", "title", "desc", "metadata", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "switch",
        "foreignObject", "view", "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
        "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
        "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
        "feTile", "feTurbulence",
    ];

    // Without what embeds another language: annotation-xml, mglyph, malignmark, maction.
    public static readonly string[] MathMl =
    [
        "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom",
        "menclose", "mfenced", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable",
        "mtr", "mtd", "mlabeledtr", "semantics", "annotation",
    ];

    public static readonly string[] Attributes =
    [
        // HTML
        "class", "id", "role", "open", "hidden", "lang", "dir", "title", "scope", "colspan", "rowspan", "headers", "reversed", "start", "for",
        "list", "decoding", "loading", "translate", "tabindex",
        // SVG
        "alignment-baseline", "amplitude", "azimuth", "baseFrequency", "baseline-shift", "bias", "clip", "clip-path", "clip-rule", "clipPathUnits",
        "color", "color-interpolation", "color-interpolation-filters", "cursor", "cx", "cy", "d", "diffuseConstant", "direction", "display",
        "divisor", "dominant-baseline", "dx", "dy", "edgeMode", "elevation", "exponent", "fill", "fill-opacity", "fill-rule", "filter",
        "filterUnits", "flood-color", "flood-opacity", "focusable", "font-family", "font-size", "font-size-adjust", "font-stretch", "font-style",
        "font-variant", "font-weight", "fr", "fx", "fy", "gradientTransform", "gradientUnits", "height", "image-rendering", "in", "in2",
        "intercept", "k1", "k2", "k3", "k4", "kernelMatrix", "kernelUnitLength", "lengthAdjust", "letter-spacing", "lighting-color",
        "limitingConeAngle", "marker-end", "marker-mid", "marker-start", "markerHeight", "markerUnits", "markerWidth", "mask", "mask-type",
        "maskContentUnits", "maskUnits", "mode", "numOctaves", "offset", "opacity", "operator", "order", "orient", "overflow", "paint-order",
        "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointer-events", "points", "preserveAlpha",
        "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX", "refY", "result", "rotate", "rx", "ry", "scale", "seed",
        "shape-rendering", "slope", "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
        "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-opacity", "stroke-width", "surfaceScale", "tableValues", "targetX", "targetY", "text-anchor",
        "text-decoration", "text-rendering", "textLength", "transform", "transform-origin", "unicode-bidi", "values", "vector-effect",
        "version", "viewBox", "visibility", "width", "word-spacing", "writing-mode", "x", "x1", "x2", "xChannelSelector", "xlink:href",
        "xml:space", "xml:lang", "xmlns", "xmlns:xlink", "y", "y1", "y2", "yChannelSelector", "z",
        // MathML
        "accent", "accentunder", "align", "columnalign", "columnlines", "columnspacing", "columnspan", "depth", "displaystyle", "encoding",
        "fence", "frame", "framespacing", "largeop", "linethickness", "lspace", "mathbackground", "mathcolor", "mathsize", "mathvariant",
        "maxsize", "minsize", "movablelimits", "notation", "rowalign", "rowlines", "rowspacing", "rspace", "scriptlevel", "separator",
        "stretchy", "symmetric", "voffset",
    ];
}
