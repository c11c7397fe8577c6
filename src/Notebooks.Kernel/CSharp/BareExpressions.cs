using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Kernel.CSharp;

/// <summary>
/// Statements that only compute a value, such as <c>1;</c>: C# takes them for a mistake, but in a cell the semicolon says
/// that the value is not to be shown.
/// </summary>
internal static class BareExpressions
{
    private const string NotAStatement = "CS0201";

    /// <summary>The cell with the values of such statements discarded; null where something else is wrong with it, too.</summary>
    public static SyntaxTree? Discarded(SyntaxTree tree, ImmutableArray<Diagnostic> errors)
    {
        if (errors.IsEmpty || errors.Any(error => error.Id != NotAStatement || error.Location.SourceTree != tree))
            return null;

        var root = tree.GetCompilationUnitRoot();
        var bare = errors
            .Select(error => root.FindNode(error.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>())
            .Where(statement => statement?.Parent is GlobalStatementSyntax)
            .Select(statement => statement!.Expression).ToArray();
        return bare.Length == errors.Length
            ? tree.WithRootAndOptions(root.ReplaceNodes(bare, (_, expression) => Discard(expression)), tree.Options)
            : null;
    }

    private static AssignmentExpressionSyntax Discard(ExpressionSyntax value) => SyntaxFactory
        .AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName("_"),
            SyntaxFactory.ParenthesizedExpression(value.WithoutLeadingTrivia()))
        .WithLeadingTrivia(value.GetLeadingTrivia());
}
