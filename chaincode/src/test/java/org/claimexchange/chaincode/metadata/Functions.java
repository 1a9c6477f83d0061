package org.claimexchange.chaincode.metadata;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.release.ReleasePage;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;

/** What the contract's functions take and answer. */
final class Functions {
  private Functions() {}

  /**
   * One function.
   *
   * @param name as it is called
   * @param writes whether it is handed in after it is endorsed
   * @param parameters name and type of each argument, in order
   * @param hidden type of the transient entry, if there is one
   * @param answer what it answers
   * @param many whether it answers a list of these
   */
  record Function(
      String name,
      boolean writes,
      List<Map.Entry<String, Type>> parameters,
      Optional<Type> hidden,
      Type answer,
      boolean many) {}

  /** All of them, in the order of the contract. */
  static List<Function> all() {
    List<Function> all = new ArrayList<>(writes());
    all.addAll(reads());
    return all;
  }

  private static List<Function> writes() {
    return List.of(
        write(
            Initialize.FUNCTION,
            Initialize.Open.class,
            Initialize.Hidden.class,
            RegisterState.class),
        write(
            ChangeRegister.FUNCTION,
            ChangeRegister.Open.class,
            ChangeRegister.Hidden.class,
            RegisterState.class),
        write(
            RecordRequest.FUNCTION,
            RecordRequest.Open.class,
            RecordRequest.Hidden.class,
            RequestState.class),
        write(Refuse.FUNCTION, Refuse.Open.class, Refuse.Hidden.class, RequestState.class),
        write(Grant.FUNCTION, Grant.Open.class, Grant.Hidden.class, ConsentState.class),
        write(Revoke.FUNCTION, Revoke.Open.class, Revoke.Hidden.class, ConsentState.class),
        write(
            OpenRelease.FUNCTION,
            OpenRelease.Open.class,
            OpenRelease.Hidden.class,
            ReleaseState.class),
        write(
            RecordDelivery.FUNCTION,
            RecordDelivery.Open.class,
            RecordDelivery.Hidden.class,
            DeliveryState.class),
        write(
            RecordReceipt.FUNCTION,
            RecordReceipt.Open.class,
            RecordReceipt.Hidden.class,
            DeliveryState.class),
        write(
            RecordErasure.FUNCTION,
            RecordErasure.Open.class,
            RecordErasure.Hidden.class,
            DeliveryState.class),
        write(
            FileObjection.FUNCTION,
            FileObjection.Open.class,
            FileObjection.Hidden.class,
            ObjectionState.class),
        write(
            ResolveObjection.FUNCTION,
            ResolveObjection.Open.class,
            ResolveObjection.Hidden.class,
            ObjectionState.class));
  }

  private static List<Function> reads() {
    return List.of(
        evidence(ConsentEvidence.FUNCTION, Cover.class),
        evidence(ReleaseEvidence.FUNCTION, EvidenceRequest.OfRelease.Hidden.class),
        evidence(DeliveryEvidence.FUNCTION, Cover.class),
        read("getRequest", RequestState.class),
        read("getConsent", ConsentState.class),
        read("getRelease", ReleaseState.class),
        read("getDelivery", DeliveryState.class),
        read("getObjection", ObjectionState.class),
        new Function(
            "getRegister",
            false,
            List.of(Map.entry("register", String.class)),
            Optional.empty(),
            RegisterState.class,
            false),
        new Function(
            "historyOfConsent",
            false,
            List.of(Map.entry("id", String.class)),
            Optional.empty(),
            HistoryEntry.class,
            true),
        new Function(
            "releasesOfConsent",
            false,
            List.of(
                Map.entry("id", String.class),
                Map.entry("bookmark", String.class),
                Map.entry("pageSize", Integer.class)),
            Optional.empty(),
            ReleasePage.class,
            false));
  }

  private static Function write(String name, Type open, Type hidden, Type answer) {
    return new Function(
        name, true, List.of(Map.entry("open", open)), Optional.of(hidden), answer, false);
  }

  private static Function evidence(String name, Type hidden) {
    return new Function(
        name,
        false,
        List.of(Map.entry("query", EvidenceQuery.class)),
        Optional.of(hidden),
        EvidenceAnswer.class,
        false);
  }

  private static Function read(String name, Type answer) {
    return new Function(
        name, false, List.of(Map.entry("id", String.class)), Optional.empty(), answer, false);
  }
}
