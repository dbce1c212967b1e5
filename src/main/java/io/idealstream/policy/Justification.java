package io.idealstream.policy;

/**
 * Why a policy acts.
 *
 * @param code for those who run the policy; null for none
 * @param text for everybody, with an expression in braces where a value is to stand; null for none
 */
public record Justification(String code, String text) {}
