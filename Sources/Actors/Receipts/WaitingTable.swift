/// What waits for a member on one shard, by its number: it comes, and it goes again.
///
/// The entities lie side by side without gaps, so that a snapshot can look at some of them at a
/// time while others come and go. Confined to the shard's thread.
struct WaitingTable<Entity: AnyObject & NumberedEntity> {
  private var entities: [Entity] = []
  /// By number, where in ``entities``.
  private var places: [UInt64: Int] = [:]

  var isEmpty: Bool { entities.isEmpty }
  var count: Int { entities.count }
  /// In no order that says anything.
  var values: [Entity] { entities }

  /// The entity with this number.
  ///
  /// It is a programmer error to set one that has another number.
  subscript(number: UInt64) -> Entity? {
    get { places[number].map { entities[$0] } }
    set {
      guard let newValue else { return remove(number) }
      precondition(newValue.number == number, "entity \(newValue.number) as \(number)")
      if let place = places[number] {
        entities[place] = newValue
      } else {
        places[number] = entities.count
        entities.append(newValue)
      }
    }
  }

  /// The last entity takes the place of the one that goes.
  private mutating func remove(_ number: UInt64) {
    guard let place = places.removeValue(forKey: number), let last = entities.popLast() else {
      return
    }
    guard place < entities.count else { return }
    entities[place] = last
    places[last.number] = place
  }

  /// Looks at some of the entities, from the end to the beginning.
  ///
  /// Who begins with ``count`` and goes on until 0 sees every entity that was there at the first
  /// call and still is at the last, whatever comes and goes between the calls: the entity that
  /// takes the place of another was the last of all. Where others behind it have been looked at,
  /// it has been too; where not, it goes to a place that is still to come. One may be seen twice.
  ///
  /// - Parameters:
  ///   - place: How many are still to be looked at, from the first on.
  ///   - most: How many to look at now.
  ///   - body: Sees each of them.
  /// - Returns: How many are still to be looked at.
  func look(from place: Int, most: Int, _ body: (Entity) -> Void) -> Int {
    var place = min(place, entities.count)
    let end = max(0, place - most)
    while place > end {
      place -= 1
      body(entities[place])
    }
    return place
  }
}
