namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterTraining()
    {
        Show<Mlp>(TrainingWriter.WriteHtml, TrainingWriter.WriteText);
        Show<TrainingRun>(TrainingWriter.WriteHtml, TrainingWriter.WriteText);
    }
}
