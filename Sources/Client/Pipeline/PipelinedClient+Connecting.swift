internal import FealtyWire

// Connections, made and made anew.
extension PipelinedClient {
  /// Connects and shakes hands, for the connection at an index.
  func dial(_ index: Int) throws(LinkFailure) -> Link {
    try dialer.dial(shard: UInt32(1 + index % shardCount))
  }

  /// Takes a link whose handshake is done.
  func install(_ link: Link, at index: Int) throws(LinkFailure) {
    let granted = Int(link.welcome.maximumInFlight)
    let limit = min(
      max(configuration.maximumInFlightPerConnection, 1),
      granted == 0 ? Int.max : granted,
      Limits.inFlight
    )
    guard poller.add(link.descriptor, .reading, token: UInt64(index)) else {
      throw .system(operation: "epoll_ctl", errno: 0)
    }
    connections[index].open(link, limit: limit)
  }

  /// Notes which connections end at which shard.
  func sortByShard() {
    byShard = Array(repeating: [], count: shardCount)
    for connection in connections {
      byShard[connection.shard % shardCount].append(connection.index)
    }
  }
}
