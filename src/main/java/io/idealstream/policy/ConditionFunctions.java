package io.idealstream.policy;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import io.idealstream.wire.decision.LabelQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions of how things stood at an item's time: of a space, or of a factor of one. What they are
 * about stands in the expression as it is.
 */
final class ConditionFunctions {

  static final String DRIFTING = "drifting";
  private static final String WORST_GROUP = "worstGroup";
  private static final String WORST_ACCURACY = "worstAccuracy";

  /** What a function makes of conditions, for a space and a factor; the factor may be null. */
  private interface Of {
    Object apply(Conditions conditions, String space, String factor) throws CelEvaluationException;
  }

  private record Function(CelType result, Of of) {}

  private static final Map<String, Function> ALL =
      Map.of(
          DRIFTING,
          new Function(SimpleType.BOOL, Conditions::isDrifting),
          WORST_GROUP,
          new Function(SimpleType.STRING, ConditionFunctions::worstGroup),
          WORST_ACCURACY,
          new Function(SimpleType.DOUBLE, ConditionFunctions::worstAccuracy));

  private ConditionFunctions() {}

  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  static boolean isCall(CelExpr part) {
    return part.getKind() == CelExpr.ExprKind.Kind.CALL && ALL.containsKey(part.call().function());
  }

  static List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> all = new ArrayList<>();
    ALL.forEach(
        (name, function) ->
            all.add(
                CelFunctionDecl.newFunctionDeclaration(
                    name,
                    CelOverloadDecl.newGlobalOverload(
                        ofSpace(name), function.result, SimpleType.STRING),
                    CelOverloadDecl.newGlobalOverload(
                        ofFactor(name), function.result, SimpleType.STRING, SimpleType.STRING))));
    return all;
  }

  private static String ofSpace(String name) {
    return name + "_space";
  }

  private static String ofFactor(String name) {
    return name + "_space_factor";
  }

  /** The functions of one item's conditions. */
  @SuppressWarnings("Immutable") // conditions are lists that nobody changes
  static CelFunctionResolver of(Conditions conditions) {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    ALL.forEach(
        (name, function) -> {
          bindings.add(
              CelFunctionBinding.from(
                  ofSpace(name),
                  String.class,
                  space -> function.of.apply(conditions, space, null)));
          bindings.add(
              CelFunctionBinding.from(
                  ofFactor(name),
                  String.class,
                  String.class,
                  (space, factor) -> function.of.apply(conditions, space, factor)));
        });
    return CelLateFunctionBindings.from(bindings);
  }

  private static Object worstGroup(Conditions conditions, String space, String factor) {
    return conditions.worst(space, factor).map(one -> one.debiased().worstGroup()).orElse("");
  }

  private static Object worstAccuracy(Conditions conditions, String space, String factor)
      throws CelEvaluationException {
    Optional<LabelQuality> worst = conditions.worst(space, factor);
    if (worst.isEmpty()) {
      throw new CelEvaluationException(
          "nobody knows yet how often labels of %s are right in its groups"
              .formatted(factor == null ? space : space + "." + factor));
    }
    return worst.get().debiased().worst();
  }
}
