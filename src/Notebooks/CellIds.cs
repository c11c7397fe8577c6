using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks;

/// <summary>Gives ids to the cells that have none.</summary>
internal static class CellIds
{
    /// <summary>
    /// The same cells, each with a valid id of its own. A valid id stays with the first cell that has it. Another cell's
    /// id comes from what the cell holds, so it is the same every time, wherever the cell moves.
    /// </summary>
    public static IReadOnlyList<Cell> Complete(IReadOnlyList<Cell> cells)
    {
        var taken = new HashSet<string>();
        var keep = cells.Select(cell => IsValid(cell.Id) && taken.Add(cell.Id)).ToList();
        return [.. cells.Select((cell, i) => keep[i] ? cell : cell with { Id = New(cell, taken) })];
    }

    private static bool IsValid(string id) => Regex.IsMatch(id, @"\A[A-Za-z0-9_-]{1,64}\z");

    private static string New(Cell cell, HashSet<string> taken)
    {
        for (var copy = 1; ; copy++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{cell.Kind} {copy}\n{cell.Source}"));
            var id = Convert.ToHexStringLower(hash.AsSpan(0, 4));
            if (taken.Add(id))
                return id;
        }
    }
}
