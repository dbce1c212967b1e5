package io.idealstream.policy;

import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;

/** The names that expressions can use, to whoever checks and whoever evaluates them. */
final class Environment {

  static final String ITEM = "item";
  static final String LABELS = "labels";
  static final String HITS = "hits";
  static final String COUNTS = "counts";

  static final List<String> VARIABLES = List.of(ITEM, LABELS, HITS, COUNTS);

  private static final Map<String, CelType> TYPES =
      Map.of(
          ITEM,
          FactTypes.ITEM,
          LABELS,
          MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, FactTypes.ANSWER)),
          HITS,
          ListType.create(FactTypes.HIT),
          COUNTS,
          MapType.create(SimpleType.STRING, SimpleType.INT));

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(Bounds.LONGEST)
          .maxParseRecursionDepth(Bounds.DEEPEST_PARSED)
          .maxParseExpressionNodeCount(Bounds.MOST_NODES)
          .comprehensionMaxIterations(Bounds.MOST_ITERATIONS)
          .maxRegexProgramSize(Bounds.LARGEST_PATTERN)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(true)
          .build();

  static final CelCompiler COMPILER = compiler();

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setTypeProvider(FactTypes.PROVIDER)
          .addFunctionBindings(Functions.bindings())
          .addLateBoundFunctions(ConditionFunctions.names())
          .build();

  private Environment() {}

  private static CelCompiler compiler() {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(FactTypes.PROVIDER)
            .addFunctionDeclarations(Functions.declarations())
            .addFunctionDeclarations(ConditionFunctions.declarations());
    TYPES.forEach(builder::addVar);
    return builder.build();
  }
}
