using System.Globalization;
using System.Text.Json.Nodes;
using Notebooks.Handouts.Code;
using Notebooks.Handouts.Exercises;

namespace Notebooks.Handouts;

/// <summary>A notebook without the solutions of its exercises, for students to fill in.</summary>
/// <remarks>
/// An exercise is a code cell with the tag <c>exercise</c>; its solution stands between a line <c>// BEGIN SOLUTION</c>
/// and a line <c>// END SOLUTION</c>, or the same in another language's comment. nbgrader's cells (<c>nbgrader.solution</c>)
/// count as well. In the student's notebook one line stands in each solution's place: run, it fails and names the exercise.
/// </remarks>
/// <param name="Notebook">The notebook, never run.</param>
/// <param name="Exercises">Its exercises, in order.</param>
public sealed record StudentNotebook(Notebook Notebook, IReadOnlyList<Exercise> Exercises)
{
    /// <summary>The tag of a cell that is an exercise.</summary>
    public const string Tag = "exercise";

    /// <summary>Leaves the solutions out of a notebook; it is not changed.</summary>
    /// <param name="notebook">The notebook with its solutions.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="HandoutException">
    /// A marker without its partner, a solution in a cell without the tag, a tag without a solution, or a language in
    /// which no line can stand for a solution; names every such line.
    /// </exception>
    public static StudentNotebook Of(Notebook notebook, string name)
    {
        ArgumentNullException.ThrowIfNull(notebook);

        var problems = new List<HandoutProblem>();
        var exercises = new List<Exercise>();
        var cells = new List<Cell>();
        foreach (var (index, cell) in notebook.WithoutOutputs().Cells.Index())
        {
            var (blank, exercise) = Blank(cell, CellLanguage.Of(cell, notebook), (line, subject, message) => problems.Add(new HandoutProblem(
                index + 1, cell.Id, string.Create(CultureInfo.InvariantCulture, $"line {line + 1}"), subject, message)));
            cells.Add(blank);
            if (exercise is not null)
                exercises.Add(exercise);
        }

        return problems.Count == 0
            ? new StudentNotebook(notebook.WithoutOutputs() with { Cells = cells }, exercises)
            : throw new HandoutException($"{name}: the student's notebook cannot be written.", problems);
    }

    /// <summary>
    /// The student's notebook with those outputs that do not depend on its exercises: the solution's up to the first
    /// exercise, as a time is another in each run; behind it a cell that fails without the solutions, or shows something
    /// else, shows nothing.
    /// </summary>
    /// <param name="student">The run of this notebook, past its failing cells.</param>
    /// <param name="solution">The notebook with its solutions, run.</param>
    /// <param name="name">What errors call the notebook.</param>
    /// <exception cref="HandoutException">An exercise fails otherwise than by its own line, for example because the rest of the cell no longer compiles.</exception>
    public Notebook WithOutputsOf(NotebookRun student, Notebook solution, string name)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(solution);

        var problems = new List<HandoutProblem>();
        var cells = student.Notebook.Cells.ToArray();
        var failedBefore = false;
        var firstExercise = FirstExercise();
        foreach (var (index, solved) in solution.Cells.Index())
        {
            var cell = cells[index];
            if (index < firstExercise)
            {
                cells[index] = solved;
                continue;
            }
            if (ShowTheSame(cell, solved))
                continue;

            cells[index] = cell with { Outputs = [], ExecutionCount = null };
            if (Error(cell) is not { } error)
                continue;

            // After the first failure a later cell may lack whatever that one would have made.
            if (!failedBefore && Exercises.FirstOrDefault(exercise => exercise.CellId == cell.Id) is { } own && !Says(error, own.Message))
            {
                problems.Add(new HandoutProblem(index + 1, cell.Id, "without its solution", $"{error.Name}: {error.Value}",
                    $"the cell fails, but not with its own line (\"{own.Message}\"); declare above BEGIN SOLUTION what the rest of the cell uses"));
            }
            failedBefore = true;
        }

        return problems.Count == 0 ? student.Notebook with { Cells = cells } : throw new HandoutException($"{name}: the student's notebook cannot be written.", problems);
    }

    /// <summary>The student's notebook with the outputs of its solution, without a run of its own: those before its first exercise, for later ones may give it away.</summary>
    public Notebook WithStoredOutputsOf(Notebook solution)
    {
        ArgumentNullException.ThrowIfNull(solution);

        var firstExercise = FirstExercise();
        return Notebook with { Cells = [.. Notebook.Cells.Select((cell, index) => index < firstExercise ? solution.Cells[index] : cell)] };
    }

    /// <summary>The number of its first cell that is an exercise; without one, that of cells.</summary>
    private int FirstExercise() => Notebook.Cells.TakeWhile(cell => Exercises.All(exercise => exercise.CellId != cell.Id)).Count();

    private static (Cell Cell, Exercise? Exercise) Blank(Cell cell, string language, Action<int, string, string> report)
    {
        if (cell.Kind != CellKind.Code)
            return (cell, null);

        var lines = cell.Source.Split('\n');
        var solutions = SolutionLines.Find(lines, (line, message) => report(line, lines[line].Trim(), message));
        var tagged = IsExercise(cell);
        if (solutions.Count == 0)
        {
            if (tagged && !lines.Any(line => SolutionMarker.Of(line) is not null))
                report(0, lines[0].Trim(), $"the cell has the tag '{Tag}' and no solution: put its lines between BEGIN SOLUTION and END SOLUTION");
            return (cell, null);
        }
        if (!tagged)
        {
            report(solutions[0].Begin, lines[solutions[0].Begin].Trim(), $"a solution in a cell without the tag '{Tag}': add the tag, or take the markers out");
            return (cell, null);
        }

        var message = ExercisePlaceholder.Message(cell.Id);
        if (ExercisePlaceholder.Line(language, message) is not { } placeholder)
        {
            report(solutions[0].Begin, lines[solutions[0].Begin].Trim(), $"a solution in '{language}' cannot be left out: there is no line known that would fail in its place");
            return (cell, null);
        }

        var left = new List<string>();
        foreach (var (number, line) in lines.Index())
        {
            if (solutions.Any(solution => solution.Begin == number))
                left.Add(line[..^line.TrimStart().Length] + placeholder);
            else if (!solutions.Any(solution => number > solution.Begin && number <= solution.End))
                left.Add(line);
        }
        return (cell with { Source = string.Join('\n', left) }, new Exercise(cell.Id, message, solutions.Sum(solution => solution.Length)));
    }

    private static bool IsExercise(Cell cell) =>
        cell.HasTag(Tag) || (cell.Metadata["nbgrader"] as JsonObject)?["solution"] is JsonValue value && value.TryGetValue(out bool solution) && solution;

    private static bool ShowTheSame(Cell one, Cell other) => Shown(one) == Shown(other);

    /// <summary>All that a cell shows, as text.</summary>
    private static string Shown(Cell cell) =>
        Ipynb.Format(new Notebooks.Notebook([new Cell("shown", CellKind.Code, "") { Outputs = cell.Kind == CellKind.Code ? cell.Outputs : [], ExecutionCount = cell.ExecutionCount }], []));

    private static ErrorOutput? Error(Cell cell) => cell.Outputs.OfType<ErrorOutput>().FirstOrDefault();

    private static bool Says(ErrorOutput error, string message) =>
        error.Value.Contains(message, StringComparison.Ordinal) || error.Traceback.Any(line => line.Contains(message, StringComparison.Ordinal));
}
