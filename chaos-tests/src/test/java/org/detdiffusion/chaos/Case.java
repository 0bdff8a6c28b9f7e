package org.detdiffusion.chaos;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A case by its short name; {@code -Dchaos.cases=D1,D4} runs only those named. */
@Test
@Tag("slow")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(Case.Chosen.class)
@interface Case {
  String value();

  /** Whether a case is among those asked for. */
  final class Chosen implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      var named = context.getElement().map(element -> element.getAnnotation(Case.class));
      String asked = System.getProperty("chaos.cases", "");
      if (named.isEmpty() || asked.isBlank() || List.of(asked.split(",")).contains(name(named))) {
        return ConditionEvaluationResult.enabled("asked for");
      }
      return ConditionEvaluationResult.disabled("not among " + asked);
    }

    private static String name(java.util.Optional<Case> named) {
      return named.map(Case::value).orElse("");
    }
  }
}
