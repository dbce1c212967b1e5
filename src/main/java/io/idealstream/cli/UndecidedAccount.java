package io.idealstream.cli;

import io.idealstream.cli.PolicyTopics.Found;
import io.idealstream.cli.PolicyTopics.Wanted;
import io.idealstream.policy.Facts;
import io.idealstream.policy.Verdict;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item about which nothing was decided, and what the policies of now make of it. */
record UndecidedAccount(Facts facts, Map<String, Wanted> policies) {

  /** As text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("item " + Accounts.item(facts.item()));
    lines.add("no decision: topic decisions holds none about it");
    List<String> more = new ArrayList<>();
    if (policies.isEmpty()) {
      more.add("topic policies holds no policy");
    }
    for (Wanted wanted : policies.values()) {
      PolicyAccount account = account(wanted);
      more.add("policy " + said(wanted));
      List<String> ofPolicy = new ArrayList<>();
      account.problems().forEach(problem -> ofPolicy.add("cannot be asked: " + problem));
      if (account.examined() != null) {
        ofPolicy.add("asked now: " + says(account));
        outOfForce(wanted).ifPresent(ofPolicy::add);
        ofPolicy.addAll(Accounts.parts("when", account.examined().when()));
        ofPolicy.addAll(Accounts.parts("unless", account.examined().unless()));
      }
      more.addAll(Accounts.indented(ofPolicy));
    }
    more.add("what the topics hold of the item");
    List<String> known = Accounts.evidence(facts.labels().values(), facts.hits(), 0);
    more.addAll(Accounts.indented(known));
    more.addAll(Accounts.indented(Accounts.conditions(facts.conditions())));
    if (facts.labels().isEmpty()) {
      more.add("  no label yet: policies are asked once its labels are there");
    }
    lines.addAll(Accounts.indented(more));
    return lines;
  }

  private static String said(Wanted wanted) {
    return wanted.status() == null
        ? wanted.name() + ": nothing was said of it yet"
        : Acknowledged.line(wanted.status());
  }

  private PolicyAccount account(Wanted wanted) {
    long version = wanted.status() == null ? 0 : wanted.status().version();
    return PolicyAccount.of(wanted.name(), version, new Found(wanted.text(), true), facts);
  }

  private static String says(PolicyAccount account) {
    Verdict verdict = account.examined().within();
    String sampled = account.examined().sampled() ? ", and samples it" : "";
    if (verdict == null) {
      return "passes the item over" + sampled;
    }
    List<String> words = new ArrayList<>(List.of(verdict.state().code()));
    if (verdict.action() != null) {
      String within = account.policy().policy().limits() == null ? "" : " within its limit";
      words.add(PolicySentence.action(verdict.action()) + within);
    }
    words.addAll(verdict.problems());
    return String.join(", ", words) + sampled;
  }

  /** Why what a policy has to say did not count; empty where that is not known. */
  private Optional<String> outOfForce(Wanted wanted) {
    Status status = wanted.status();
    if (status == null || status.state() != StatusState.ACTIVE) {
      return Optional.of("this text is not in force");
    }
    Instant since = wanted.since();
    return since != null && facts.item().time().isBefore(since)
        ? Optional.of("this version came into force after the item, at " + since)
        : Optional.empty();
  }

  /** For JSON. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("feed", facts.item().feed());
    tree.put("id", facts.item().id());
    tree.put("time", facts.item().time());
    tree.put("caption", facts.item().caption());
    tree.put("attributes", facts.item().attributes());
    tree.put("labels", List.copyOf(facts.labels().values()));
    tree.put("hits", facts.hits());
    tree.put("drifts", facts.conditions().drifts());
    tree.put("quality", facts.conditions().quality());
    List<Object> all = new ArrayList<>();
    for (Wanted wanted : policies.values()) {
      PolicyAccount account = account(wanted);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("policy", wanted.name());
      one.put("status", wanted.status() == null ? null : wanted.status().state().code());
      one.put("version", wanted.status() == null ? null : wanted.status().version());
      one.put("since", wanted.since());
      one.put("problems", account.problems());
      if (account.examined() != null) {
        Verdict verdict = account.examined().within();
        one.put("state", verdict == null ? null : verdict.state().code());
        one.put("action", verdict == null ? null : verdict.action());
        one.put("sampled", account.examined().sampled());
        one.put("when", Accounts.tree(account.examined().when()));
        one.put("unless", Accounts.tree(account.examined().unless()));
      }
      all.add(one);
    }
    tree.put("policies", all);
    return tree;
  }
}
