using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Notebooks.Kernel.CSharp;

/// <summary>Makes the compiled code of a cell look whether it is to stop: wherever it jumps back, and where a method begins.</summary>
/// <remarks>
/// The compiler can add such checks itself (InstrumentationKind.ModuleCancellation), but leaves out the statements of the
/// cell's top level, and puts its token in the place of those that the cell means to cancel.
/// </remarks>
internal static class InterruptChecks
{
    private static readonly MethodInfo Check = typeof(CellInterrupt).GetMethod(nameof(CellInterrupt.Check))!;

    /// <summary>Whether code can go on without end: it has a loop, or something that can be called again.</summary>
    public static bool AreNeeded(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(node => node
        is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or GotoStatementSyntax or SpreadElementSyntax
        or AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax
        and not (GlobalStatementSyntax or FieldDeclarationSyntax));

    /// <summary>Adds the checks to an assembly and its symbols.</summary>
    public static (MemoryStream Assembly, MemoryStream Symbols) AddTo(MemoryStream assembly, MemoryStream symbols)
    {
        var read = new ReaderParameters { ReadSymbols = true, SymbolStream = symbols, SymbolReaderProvider = new PortablePdbReaderProvider() };
        using var module = ModuleDefinition.ReadModule(assembly, read);
        var check = module.ImportReference(Check);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            AddTo(method, check);

        var (newAssembly, newSymbols) = (new MemoryStream(), new MemoryStream());
        module.Write(newAssembly, new WriterParameters { WriteSymbols = true, SymbolStream = newSymbols, SymbolWriterProvider = new PortablePdbWriterProvider() });
        newAssembly.Position = newSymbols.Position = 0;
        return (newAssembly, newSymbols);
    }

    private static void AddTo(MethodDefinition method, MethodReference check)
    {
        var body = method.Body;
        var il = body.GetILProcessor();
        // Offsets are those of the compiler, so a jump back is one to an instruction that is not behind it.
        var jumpsBack = body.Instructions
            .SelectMany(jump => Targets(jump).Where(target => target.Offset <= jump.Offset).Select(target => (Jump: jump, Target: target)))
            .GroupBy(pair => pair.Target, pair => pair.Jump).ToArray();
        // A static constructor that is stopped would leave its type unusable; a getter or constructor is over soon.
        var atStart = !method.IsConstructor && !method.IsGetter && !method.IsSetter && !IsStateMachine(method.DeclaringType);
        if (jumpsBack.Length == 0 && !atStart)
            return;

        // Room for what is added: a short jump could be too short, and is made short again where it can be.
        foreach (var instruction in body.Instructions.Where(instruction => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget))
            instruction.OpCode = Long(instruction.OpCode);

        foreach (var group in jumpsBack)
        {
            var added = il.Create(OpCodes.Call, check);
            il.InsertBefore(group.Key, added);
            foreach (var jump in group)
                jump.Operand = jump.Operand is Instruction[] targets ? targets.Select(target => target == group.Key ? added : target).ToArray() : added;
            MoveBoundaries(body, group.Key, added);
        }
        if (atStart)
            il.InsertBefore(body.Instructions[0], il.Create(OpCodes.Call, check));
    }

    // What the compiler made of a method that awaits or yields. It is called again and again to go on from there, by code
    // that expects no exception outside of the blocks that the compiler put around the method's own.
    private static bool IsStateMachine(TypeDefinition type) => type.Name.StartsWith('<')
        && type.Interfaces.Any(i => i.InterfaceType.FullName is "System.Runtime.CompilerServices.IAsyncStateMachine" or "System.Collections.IEnumerator");

    // A block that began or ended at the target begins or ends at the check: what jumps to the one jumps to the other.
    private static void MoveBoundaries(Mono.Cecil.Cil.MethodBody body, Instruction target, Instruction added)
    {
        foreach (var handler in body.ExceptionHandlers)
        {
            if (handler.TryStart == target)
                handler.TryStart = added;
            if (handler.TryEnd == target)
                handler.TryEnd = added;
            if (handler.HandlerStart == target)
                handler.HandlerStart = added;
            if (handler.HandlerEnd == target)
                handler.HandlerEnd = added;
        }
    }

    private static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static OpCode Long(OpCode jump) => jump.Code switch
    {
        Code.Br_S => OpCodes.Br,
        Code.Brfalse_S => OpCodes.Brfalse,
        Code.Brtrue_S => OpCodes.Brtrue,
        Code.Beq_S => OpCodes.Beq,
        Code.Bge_S => OpCodes.Bge,
        Code.Bgt_S => OpCodes.Bgt,
        Code.Ble_S => OpCodes.Ble,
        Code.Blt_S => OpCodes.Blt,
        Code.Bne_Un_S => OpCodes.Bne_Un,
        Code.Bge_Un_S => OpCodes.Bge_Un,
        Code.Bgt_Un_S => OpCodes.Bgt_Un,
        Code.Ble_Un_S => OpCodes.Ble_Un,
        Code.Blt_Un_S => OpCodes.Blt_Un,
        Code.Leave_S => OpCodes.Leave,
        _ => jump,
    };
}
