namespace LinearLayer;

/// <summary>A check that held.</summary>
/// <param name="Claim">What was claimed, in the caller's own words.</param>
/// <param name="Evidence">What was compared, such as "8 cells, all equal".</param>
public sealed record CheckResult(string Claim, string Evidence);
