package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;

/**
 * Why a policy that fired asks for its action.
 *
 * @param code for those who run the policy; null where it gives none
 * @param text for everybody; null where it gives none
 */
public record StatedReason(String policy, @OrAbsent String code, @OrAbsent String text) {}
