internal import FealtyLoyalty
internal import FealtyWire

// Points vouchers of one member.

extension MemberActor {
  /// The member's voucher with a code, whatever has become of it.
  ///
  /// - Throws: ``Refusal/voucherOtherMember``, ``Refusal/voucherNotFound``.
  func voucher(_ text: String) throws(Refusal) -> Voucher {
    guard let code = VoucherCode(text) else { throw .voucherNotFound }
    let own = member.hasDetails ? member.details.extras.vouchers : []
    if let voucher = own.first(where: { $0.tag == code.tag }) { return voucher }
    throw .voucherNotFound
  }

  /// Decides that a voucher of the member pays, for itself or as part of a sale.
  func decideVoucherUse(
    _ text: String,
    _ command: CommandContext
  ) throws(Refusal) -> Decided<UseVoucherResponse> {
    let voucher = try voucher(text)
    let posting = try member.decideVoucherUse(voucher.id, now: command.now)
    let type = command.programme.names.name(of: voucher.type, .voucherType)
    let memberID = member.id
    return Decided(posting: posting) { outcome in
      UseVoucherResponse(
        outcome: outcome,
        voucherTypeID: type,
        valueMinor: voucher.valueMinor,
        memberID: memberID
      )
    }
  }
}
