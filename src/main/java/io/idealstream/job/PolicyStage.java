package io.idealstream.job;

import io.idealstream.stream.ItemPart;
import io.idealstream.stream.PolicyArrival;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.decide.CountFirings;
import io.idealstream.stream.decide.DecideItems;
import io.idealstream.stream.decide.Drafted;
import io.idealstream.stream.decide.InForceTimes;
import io.idealstream.stream.decide.PolicyNews;
import io.idealstream.stream.decide.SettlePolicies;
import io.idealstream.stream.embed.ReadPolicies;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From labels and hits to decisions, by policies. */
record PolicyStage(Plan plan) {
  /** Between the publication of a policy and its time. */
  private static final Duration LEAD = Duration.ofSeconds(5);

  /** In which a policy reaches all who decide. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  /**
   * @param parts what labelling and matching say of items, also that one is to be forgotten
   */
  void decide(DataStream<ItemPart> parts) {
    SingleOutputStreamOperator<Decision> decided =
        plan.outlets()
            .forgetting(
                plan.interception()
                    .before("decide", parts)
                    .keyBy(ItemPart::item)
                    .connect(policies().union(conditions()).broadcast())
                    .transform(
                        "decide",
                        TypeInformation.of(Decision.class),
                        new DecideItems(plan.waiting(plan.existing().policies())))
                    .uid("decide"));
    plan.outlets().addAcknowledgements(decided.getSideOutput(DecideItems.ACKNOWLEDGEMENTS));
    plan.outlets()
        .finish(Topic.DECISIONS, decided.union(count(decided.getSideOutput(DecideItems.DRAFTS))));
  }

  private DataStream<PolicyNews> policies() {
    SingleOutputStreamOperator<PolicyInForce> policies =
        plan.inlets()
            .read(Topic.POLICIES, new ReadPolicies(plan.letters()))
            .keyBy(PolicyArrival::policy)
            .transform(
                "settle policies",
                TypeInformation.of(PolicyInForce.class),
                new SettlePolicies(times(), plan.existing().floors().policies()))
            .uid("settle-policies")
            .setParallelism(Few.SUBTASKS);
    plan.outlets().addStatuses(policies.getSideOutput(SettlePolicies.STATUS));
    return news(
        plan.inlets()
            .timeless(policies, "policies-in-force")
            .setParallelism(Few.SUBTASKS)
            .map(PolicyNews::of)
            .uid("news-of-policies"));
  }

  private InForceTimes times() {
    return new InForceTimes(LEAD, MARGIN, plan.settings().input().maxClockSkew());
  }

  private DataStream<PolicyNews> conditions() {
    return news(
        plan.inlets()
            .timeless(plan.outlets().conditions(LEAD), "conditions")
            .setParallelism(Few.SUBTASKS)
            .map(PolicyNews::of)
            .uid("news-of-conditions"));
  }

  private static DataStream<PolicyNews> news(SingleOutputStreamOperator<PolicyNews> stream) {
    return stream.returns(TypeInformation.of(PolicyNews.class)).setParallelism(Few.SUBTASKS);
  }

  private DataStream<Decision> count(DataStream<Drafted> drafts) {
    return plan.outlets()
        .forgetting(
            drafts
                .keyBy(Drafted::item)
                .transform("count firings", TypeInformation.of(Decision.class), new CountFirings())
                .uid("count-firings")
                .setParallelism(Few.SUBTASKS));
  }
}
