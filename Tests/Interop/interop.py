"""Usage: interop.py HOST PORT. Drives a running server through an earn and a redemption; exits 1 when it errs."""
import sys
import uuid

from fealty_client import CallError, Client, pb, request_id


def main(host, port):
    client = Client(host, int(port))
    program = "interop-" + uuid.uuid4().hex[:12]

    def envelope(key=None):
        return pb.Envelope(program_id=program, request_id=key or request_id(), store_id="S1", terminal_id="T1")

    client.call("Programmes", "PutProgramme", pb.PutProgrammeRequest(
        envelope=envelope(),
        programme=pb.Programme(
            program_id=program, name="Interop", currency="EUR", default_token_id="points",
            tokens=[pb.Token(token_id="points", name="Points")], tiers=["basic"],
            promotions=[pb.Promotion(
                promotion_id="base", name="One point a euro", rate=pb.Rate(points=1, per_amount_minor=100))])))

    member = pb.MemberReference(member_id="ada")
    enrolled = client.call("Members", "Enrol", pb.EnrolRequest(envelope=envelope(), member=member))
    assert enrolled.is_new and enrolled.member_id == "ada", enrolled

    basket = pb.Basket(currency="EUR", receipt_number="R1", lines=[
        pb.BasketLine(sku="4006381333931", quantity=2, amount_minor=2550),
        pb.BasketLine(sku="4012345678901", quantity=1, amount_minor=999)])
    worth = client.call("Points", "EvaluateBasket", pb.EvaluateBasketRequest(
        envelope=envelope(), member=member, basket=basket))
    assert worth.points == 35, worth

    key = request_id()
    earn = pb.EarnRequest(envelope=envelope(key), member=member, basket=basket)
    first = client.call("Points", "Earn", earn)
    assert first.points == 35 and not first.outcome.replayed, first
    again = client.call("Points", "Earn", earn)
    assert again.outcome.replayed, again
    assert again.outcome.transaction_id == first.outcome.transaction_id, again

    try:
        client.call("Points", "Redeem", pb.RedeemRequest(envelope=envelope(), member=member, points=36))
        raise AssertionError("36 of 35 points were redeemed")
    except CallError as error:
        assert error.status.code == pb.FAILED_PRECONDITION, error
        assert error.status.reason == pb.INSUFFICIENT_POINTS, error
        assert error.status.available == 35, error

    redeemed = client.call("Points", "Redeem", pb.RedeemRequest(envelope=envelope(), member=member, points=20))
    assert redeemed.outcome.balances[0].available == 15, redeemed

    history = client.call("Points", "StreamTransactions", pb.StreamTransactionsRequest(
        envelope=envelope(), member=member))
    assert [item.kind for item in history] == [pb.REDEEM, pb.EARN], history

    ledger = client.call("Operations", "VerifyLedger", pb.VerifyLedgerRequest(envelope=envelope()))
    assert ledger.balanced, ledger
    print(f"interop: enrolled, earned 35, redeemed 20 at {client.welcome.server}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (AssertionError, CallError, ConnectionError, OSError, ValueError) as error:
        sys.exit(f"interop: {type(error).__name__}: {error}")
