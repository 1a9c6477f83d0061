package org.claimexchange.ledger.network;

import java.io.IOException;
import java.util.Optional;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips all tests where real Fabric is asked for and its programs are not there, saying why. Found
 * by JUnit itself in the builds that ask for it, so that no test class has to think of it.
 */
public final class FabricAtHand implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!System.getProperty(LedgerNetwork.KIND, "embedded").equals("fabric")) {
      return ConditionEvaluationResult.enabled("on the embedded network");
    }
    String trouble =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(FabricAtHand.class))
            .computeIfAbsent("trouble", key -> trouble(), String.class);
    return trouble.isEmpty()
        ? ConditionEvaluationResult.enabled("on real Fabric")
        : ConditionEvaluationResult.disabled(trouble);
  }

  /** Why there is none, told once; empty where it is there. */
  private static String trouble() {
    try {
      FabricHome.find(Optional.empty(), System.getenv());
      return "";
    } catch (FabricTrouble | IOException e) {
      String trouble = "Skipped, as real Fabric is not here: " + e.getMessage();
      System.out.println(trouble);
      return trouble;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Skipped, as the search for real Fabric was interrupted";
    }
  }
}
