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
            .OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.Parent is GlobalStatementSyntax).ToArray();
        return bare.Length == errors.Length
            ? tree.WithRootAndOptions(root.ReplaceNodes(bare, (_, statement) => Discard(statement)), tree.Options)
            : null;
    }

    // An assignment to _ would be one to whatever a cell has called so: PocketViewTags has a tag of that name. In a pattern
    // it is a discard, always. A name that the value declares is seen by later cells, as from the statement itself.
    private static IfStatementSyntax Discard(ExpressionStatementSyntax statement) => SyntaxFactory
        .IfStatement(
            SyntaxFactory.IsPatternExpression(
                SyntaxFactory.ParenthesizedExpression(statement.Expression.WithoutTrivia()),
                SyntaxFactory.Token([], SyntaxKind.IsKeyword, [SyntaxFactory.Space]),
                SyntaxFactory.VarPattern(
                    SyntaxFactory.Token([], SyntaxKind.VarKeyword, [SyntaxFactory.Space]),
                    SyntaxFactory.DiscardDesignation())),
            SyntaxFactory.EmptyStatement())
        .WithTriviaFrom(statement);
}
