package org.claimexchange.server.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.server.register.RegisterLevels;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the durable steps together. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
  @Bean
  StepTable stepTable(JdbcClient jdbc, Clock clock) {
    return new StepTable(jdbc, clock);
  }

  @Bean
  LedgerPulse ledgerPulse(Clock clock) {
    return new LedgerPulse(clock);
  }

  @Bean
  Refusals refusals(RegisterLevels levels) {
    return new Refusals(levels);
  }

  @Bean
  LedgerWrites ledgerWrites(
      ConsentLedger ledger, JdbcClient jdbc, LedgerPulse pulse, Refusals refusals) {
    return new LedgerWrites(ledger, new SubmissionTable(jdbc), pulse, refusals);
  }

  @Bean
  LedgerHealth ledgerHealthIndicator(
      ConsentLedger ledger, LedgerPulse pulse, JdbcClient jdbc, Clock clock) {
    return new LedgerHealth(ledger, pulse, jdbc, clock);
  }

  @Bean
  Story story(JdbcClient jdbc) {
    return new Story(jdbc);
  }

  @Bean
  StepEnds stepEnds() {
    return new StepEnds();
  }

  @Bean
  StepQueue stepQueue(
      StepTable table, ObjectProvider<Scheduler> scheduler, StepEnds ends, Clock clock) {
    return new StepQueue(table, scheduler::getObject, ends, clock);
  }

  @Bean
  StepRunner stepRunner(
      StepTable table,
      ObjectProvider<StepWork> works,
      StepEnds ends,
      Clock clock,
      SecureRandom random) {
    return new StepRunner(table, () -> works.orderedStream().toList(), ends, clock, random);
  }

  @Bean
  Task<Void> stepTask(StepRunner runner) {
    return Tasks.custom(StepQueue.TASK, Void.class)
        .onDeadExecutionRevive()
        .execute((instance, context) -> runner.execute(instance));
  }

  @Bean
  Task<Void> sweepTask(JdbcClient jdbc, StepQueue queue) {
    StepSweep sweep = new StepSweep(jdbc, queue);
    return Tasks.recurring("sweep", FixedDelay.of(Duration.ofSeconds(20)))
        .execute((instance, context) -> sweep.sweep());
  }

  @Bean
  Progress progress(ObjectProvider<StepListener> listeners) {
    return new Progress(listeners.orderedStream().toList());
  }
}
