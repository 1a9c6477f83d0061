package org.claimexchange.model.consent;

/**
 * A standing authorization: every claim under one policy, each use told to the person.
 *
 * @param policy policy number (保单号)
 * @param noticeOfEachUse must be true
 */
public record Standing(String policy, boolean noticeOfEachUse) {}
