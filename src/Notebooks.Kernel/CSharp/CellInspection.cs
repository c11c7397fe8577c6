using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Kernel.CSharp;

/// <summary>What is known of a name in a cell: how it is declared, and what its documentation says.</summary>
internal static class CellInspection
{
    private static readonly SymbolDisplayFormat Signature = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Type = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: Signature.GenericsOptions,
        kindOptions: Signature.KindOptions,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    // `string` alone says nothing that its reader did not write.
    private static readonly SymbolDisplayFormat NamedType = Type.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    // Names that a cell declares have no type around them that a reader would know.
    private static readonly SymbolDisplayFormat CellSignature = Signature.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    private static readonly SymbolDisplayFormat Member = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>What is known of the name at a position.</summary>
    /// <param name="model">The model of the cell that holds the position.</param>
    /// <param name="position">The position; that behind a name means the name, one among arguments the call.</param>
    /// <param name="detailed">Whether to tell all: remarks, every overload, the members of a type, the source of what a cell declared.</param>
    /// <returns>The description; null where nothing is there, or nothing known of it.</returns>
    public static Description? Describe(SemanticModel model, int position, bool detailed)
    {
        var symbols = Find(model, position);
        if (symbols is not [var symbol, .. var others])
            return null;

        var documentation = Documentation.Parse(Xml(symbol));
        var description = new Description();
        var overloads = symbol is IMethodSymbol && others.Length > 0 ? others.Length : 0;
        description.Code([
            Declaration(symbol) + (overloads > 0 && !detailed ? $" (+ {overloads} more)" : ""),
            .. detailed ? others.Select(Declaration) : []]);
        description.Paragraph(documentation.Summary);
        description.List("Parameters", documentation.Parameters.Where(parameter => parameter.Text.Length > 0));
        description.Section("Returns", documentation.Returns);
        description.List("Throws", documentation.Exceptions);
        if (detailed)
        {
            description.Section("Remarks", documentation.Remarks);
            if (symbol.DeclaringSyntaxReferences is [var declared, ..])
                description.Source(Statement(declared.GetSyntax()).ToString());
            else if (symbol is INamedTypeSymbol type)
                description.Source(string.Join('\n', Members(type)));
        }
        return description;
    }

    private static ISymbol[] Find(SemanticModel model, int position)
    {
        var root = model.SyntaxTree.GetRoot();
        var token = root.FindToken(Math.Min(position, root.FullSpan.End));
        var before = position > 0 ? root.FindToken(position - 1) : token;
        foreach (var candidate in (SyntaxToken[])[token, OfTypeArguments(before)])
        {
            if (IsName(candidate) && candidate.SpanStart <= position && position <= candidate.Parent!.Span.End
                && Symbols(model, candidate.Parent) is { Length: > 0 } symbols)
                return symbols;
        }

        // Among the arguments of a call: the call.
        foreach (var arguments in before.Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>() ?? [])
        {
            if (arguments.SpanStart < position && arguments.Parent is { } call)
                return Symbols(model, call is InvocationExpressionSyntax invocation ? Name(invocation.Expression) : call);
        }
        return [];
    }

    // The end of List<int> means List.
    private static SyntaxToken OfTypeArguments(SyntaxToken token) =>
        token.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax name } && token.IsKind(SyntaxKind.GreaterThanToken) ? name.Identifier : token;

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || (token.IsKeyword() && token.Parent is PredefinedTypeSyntax or BaseObjectCreationExpressionSyntax or ThisExpressionSyntax);

    private static SyntaxNode Name(ExpressionSyntax called) => called is MemberAccessExpressionSyntax access ? access.Name : called;

    private static ISymbol[] Symbols(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        // What a name in `new Name(...)` means is the constructor.
        var info = model.GetSymbolInfo(node);
        var found = info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
        var group = model.GetMemberGroup(node);
        var all = found.Concat(group).Distinct(SymbolEqualityComparer.Default).ToArray()!;
        if (all.Length > 0)
            return all!;
        return model.GetTypeInfo(node).Type is { TypeKind: not TypeKind.Error } type ? [type] : [];
    }

    private static string Declaration(ISymbol symbol)
    {
        var ofCell = symbol.ContainingType is { IsScriptClass: true };
        var text = symbol.ToDisplayString(ofCell ? CellSignature : Signature);
        return symbol switch
        {
            IFieldSymbol or ILocalSymbol when ofCell || symbol is ILocalSymbol => $"(variable) {text}",
            IParameterSymbol => $"(parameter) {text}",
            IRangeVariableSymbol => $"(range variable) {text}",
            INamedTypeSymbol { TypeKind: not TypeKind.Delegate, ContainingType: null } type => type.ToDisplayString(type.SpecialType == SpecialType.None ? Type : NamedType),
            _ => text,
        };
    }

    // The statement that declares a variable, not its name alone.
    private static SyntaxNode Statement(SyntaxNode declaration) =>
        declaration is VariableDeclaratorSyntax { Parent.Parent: { } statement } ? statement : declaration;

    private static IEnumerable<string> Members(INamedTypeSymbol type) =>
        from member in type.GetMembers()
        where member is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false, CanBeReferencedByName: true }
        select member.ToDisplayString(Member);

    /// <summary>The documentation comment of a symbol, or of what it inherits it from.</summary>
    private static string? Xml(ISymbol symbol)
    {
        symbol = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        symbol = symbol.OriginalDefinition;
        var xml = Comment(symbol);
        for (var hops = 0; hops < 8 && (string.IsNullOrWhiteSpace(xml) || xml.Contains("<inheritdoc")) && Inherited(symbol) is { } from; hops++)
        {
            symbol = from.OriginalDefinition;
            xml = Comment(symbol) is { Length: > 0 } inherited ? inherited : xml;
        }
        // A constructor without words of its own, and the positional constructor of a record, is explained by its type.
        return string.IsNullOrWhiteSpace(xml) && symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? Comment(symbol.ContainingType) : xml;
    }

    private static string? Comment(ISymbol symbol) => symbol.GetDocumentationCommentXml(System.Globalization.CultureInfo.InvariantCulture);

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol { BaseType: { SpecialType: not SpecialType.System_Object } type } => type,
        _ => symbol.ContainingType?.AllInterfaces
            .SelectMany(type => type.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
    };
}
