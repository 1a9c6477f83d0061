package org.claimexchange.samples.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What the public scheme pays of a bill and what the patient pays, in yuan, exact to the fen.
 *
 * <p>Always: {@code total = pooled + selfPay + outOfScope} and {@code account + cash = selfPay +
 * outOfScope}.
 *
 * @param total 医疗费总额
 * @param pooled 统筹基金支付
 * @param deductible 起付线, part of {@code selfPay}
 * @param payFirst 先行自付 (乙类), part of {@code selfPay}
 * @param selfPay 自付: within the scheme's scope, yet the patient's
 * @param outOfScope 自费: outside the scheme's scope
 * @param account 个人账户支付
 * @param cash 个人现金支付
 */
record Settlement(
    BigDecimal total,
    BigDecimal pooled,
    BigDecimal deductible,
    BigDecimal payFirst,
    BigDecimal selfPay,
    BigDecimal outOfScope,
    BigDecimal account,
    BigDecimal cash) {

  static Settlement of(
      List<FeeLine> lines,
      BigDecimal deductibleLine,
      BigDecimal pooledRatio,
      BigDecimal accountBalance) {
    var total = BigDecimal.ZERO.setScale(2);
    var outOfScope = BigDecimal.ZERO.setScale(2);
    var payFirst = BigDecimal.ZERO.setScale(2);
    for (var line : lines) {
      total = total.add(line.amount());
      if (line.grade().equals("丙")) {
        outOfScope = outOfScope.add(line.amount());
      } else {
        payFirst = payFirst.add(fen(line.amount().multiply(line.ratio())));
      }
    }
    var inScope = total.subtract(outOfScope).subtract(payFirst);
    var deductible = deductibleLine.min(inScope);
    var pooled = fen(inScope.subtract(deductible).multiply(pooledRatio));
    var selfPay = total.subtract(outOfScope).subtract(pooled);
    var own = selfPay.add(outOfScope);
    // The personal account pays for what is within the scheme's scope, as far as it goes.
    var account = accountBalance.min(selfPay);
    return new Settlement(
        total, pooled, deductible, payFirst, selfPay, outOfScope, account, own.subtract(account));
  }

  private static BigDecimal fen(BigDecimal yuan) {
    return yuan.setScale(2, RoundingMode.HALF_UP);
  }
}
