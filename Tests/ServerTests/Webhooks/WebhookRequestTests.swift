import FealtyWire
import FealtyActors
import Testing

@testable import FealtyServer

@Suite("What webhooks send")
struct WebhookRequestTests {
  // Goal: receivers can check signatures with any library. Method: the example of Standard
  // Webhooks, and what another implementation of HMAC-SHA-256 makes of it.
  @Test func `a signature is over id, time and body`() {
    let signature = WebhookRequest.signature(
      secret: Array("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".utf8),
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      seconds: 1_614_265_330,
      body: Array(#"{"test": 2432232314}"#.utf8)
    )
    #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func `a token is asked for with the client's name and secret as a form has them`() throws {
    let url = try #require(WebhookURL("https://example.org/token?a=b"))
    let oauth = WebhookOauth(clientID: "c:1", scope: "a b")
    let request = String(
      decoding: WebhookRequest.token(url, oauth, secret: Array("s&ö".utf8)),
      as: UTF8.self
    )
    #expect(request.hasPrefix("POST /token?a=b HTTP/1.1\r\nHost: example.org\r\n"))
    // "c%3A1:s%26%C3%B6" in base 64.
    #expect(request.contains("\r\nAuthorization: Basic YyUzQTE6cyUyNiVDMyVCNg==\r\n"))
    #expect(request.hasSuffix("\r\n\r\ngrant_type=client_credentials&scope=a%20b"))
  }
}
