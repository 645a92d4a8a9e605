internal import FealtyActors

extension Shard: CallHandler {}
