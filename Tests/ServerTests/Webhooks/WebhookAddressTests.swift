import FealtyActors
import Testing

@testable import FealtyServer

@Suite("Where webhooks may lead")
struct WebhookAddressTests {
  @Test func `addresses are taken apart as browsers do, and names before the host are refused`() {
    let plain = WebhookURL("http://example.org")
    #expect(plain?.host == "example.org" && plain?.port == 80 && plain?.target == "/")
    let whole = WebhookURL("https://[2001:db8::1]:8443/a/b?c=d#e")
    #expect(whole?.host == "2001:db8::1" && whole?.port == 8_443 && whole?.isEncrypted == true)
    #expect(whole?.target == "/a/b?c=d" && whole?.authority == "[2001:db8::1]:8443")
    #expect(WebhookURL("http://h?x=1")?.target == "/?x=1")
    for wrong in [
      "ftp://h/", "http://", "http://u@h/", "http://h:0/", "http://h:99999/", "http://a:b:c/",
      "http://[::1/", "//h", "http://h\\@x/",
    ] { #expect(WebhookURL(wrong) == nil, "\(wrong)") }
  }

  @Test(arguments: [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "255.255.255.255", "224.0.0.1",
    "198.18.0.1", "198.19.255.255", "192.0.2.1", "203.0.113.9", "240.0.0.1", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::a00:1", "2002:7f00:1::", "fe80::1", "fc00::1",
    "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "3fff::1", "5f00::1",
  ])
  func `addresses of no open network are known`(_ text: String) throws {
    let address = try #require(NetworkAddress.resolve(text, port: 80, isNumeric: true).first)
    #expect(!address.isPublic)
  }

  @Test(arguments: [
    "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1",
    "192.167.1.1", "198.17.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8",
    "64:ff9b::808:808", "2002:808:808::",
  ])
  func `addresses of the open internet are known`(_ text: String) throws {
    let address = try #require(NetworkAddress.resolve(text, port: 80, isNumeric: true).first)
    #expect(address.isPublic)
  }
}
