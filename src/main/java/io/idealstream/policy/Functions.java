package io.idealstream.policy;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Functions of an answer such as {@code labels.birds.bird}. Other than its fields they are never
 * null: nothing that is missing makes an expression fail.
 *
 * @param name as expressions call it
 * @param of what it makes of the fields of an answer
 */
record Functions(String name, CelType result, Unary<Object> of) {

  private static final List<Functions> ALL =
      List.of(
          new Functions(
              "raw", SimpleType.STRING, answer -> text(field(field(answer, "raw"), "label"))),
          new Functions(
              "debiased",
              SimpleType.STRING,
              answer -> field(answer, "debiased").equals(true) ? text(field(answer, "label")) : ""),
          new Functions("margin", SimpleType.DOUBLE, answer -> number(field(answer, "margin"))),
          new Functions("support", SimpleType.DOUBLE, answer -> field(answer, "support")),
          new Functions(
              "abstained", SimpleType.BOOL, answer -> !isNull(field(answer, "abstained"))));

  static List<String> names() {
    return ALL.stream().map(Functions::name).toList();
  }

  static List<CelFunctionDecl> declarations() {
    return ALL.stream()
        .map(
            function ->
                CelFunctionDecl.newFunctionDeclaration(
                    function.name,
                    CelOverloadDecl.newGlobalOverload(
                        function.overload(), function.result, FactTypes.ANSWER)))
        .toList();
  }

  static ImmutableSet<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    for (Functions function : ALL) {
      CelFunctionBinding binding =
          CelFunctionBinding.from(function.overload(), Object.class, function.of);
      bindings.addAll(CelFunctionBinding.fromOverloads(function.name, binding));
    }
    return ImmutableSet.copyOf(bindings);
  }

  private String overload() {
    return name + "_answer";
  }

  private static Object field(Object answer, String name) {
    return ((Map<?, ?>) answer).get(name);
  }

  private static Object text(Object label) {
    return isNull(label) ? "" : label;
  }

  private static Object number(Object margin) {
    return isNull(margin) ? 0.0 : margin;
  }

  private static boolean isNull(Object value) {
    return value instanceof NullValue;
  }
}
