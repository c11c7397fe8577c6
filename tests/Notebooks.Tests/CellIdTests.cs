namespace Notebooks.Tests;

public class CellIdTests
{
    [Fact]
    public void The_id_that_the_file_has_is_kept() =>
        Assert.Equal(["b", "A-1_z"], Ids("b", "A-1_z"));

    [Fact]
    public void The_first_of_two_cells_with_one_id_keeps_it()
    {
        var ids = Ids("same", "same", "other");
        Assert.Equal("same", ids[0]);
        Assert.Equal("other", ids[2]);
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("é")]
    [InlineData("a\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void An_id_that_Jupyter_forbids_is_replaced(string id) => Assert.Matches("^[0-9a-f]{8}$", Ids(id)[0]);

    [Fact]
    public void A_new_id_is_the_same_every_time_and_does_not_depend_on_the_place()
    {
        var cells = new[] { "one", "two", "two" }.Select(source => new Cell("", CellKind.Code, source)).ToList();
        var ids = IdsOf(new Notebook(cells, []));

        Assert.Equal(ids, IdsOf(new Notebook(cells, [])));
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids[1..], IdsOf(new Notebook(cells[1..], [])));
    }

    [Fact]
    public void A_new_id_never_takes_one_that_a_later_cell_has()
    {
        var id = Ids("")[0];
        var ids = IdsOf(new Notebook([new Cell("", CellKind.Code, ""), new Cell(id, CellKind.Code, "later")], []));
        Assert.Equal(id, ids[1]);
        Assert.NotEqual(id, ids[0]);
    }

    private static string[] Ids(params string[] ids) => IdsOf(new Notebook([.. ids.Select(id => new Cell(id, CellKind.Code, ""))], []));

    private static string[] IdsOf(Notebook notebook) => [.. Ipynb.Parse(Ipynb.Format(notebook)).Cells.Select(cell => cell.Id)];
}
