internal import FealtyLoyalty
internal import FealtyWire

// Which card is meant. A card is found under a hash of its programme and its number, which is no
// secret: whoever wishes makes a number with the hash of another brand's card. So each is compared,
// and one that finds its place taken lies in the next.

extension Shard {
  /// The card of a programme with a number; on the card's home.
  ///
  /// `entity`: their hash, ``cardEntity(program:number:)``.
  func findCard(
    _ entity: UInt64,
    program: UnsafeRawBufferPointer,
    number: UnsafeRawBufferPointer
  ) -> CardEntity? {
    var place = entity
    while let card = cards.find(place) {
      if card.isCard(number, of: program) { return card }
      place &+= 1
    }
    return nil
  }

  /// The same with names at hand as strings.
  func findCard(_ entity: UInt64, program: String, number: String) -> CardEntity? {
    var (program, number) = (program, number)
    return program.withUTF8 { program in
      number.withUTF8 { number in
        findCard(
          entity,
          program: UnsafeRawBufferPointer(program),
          number: UnsafeRawBufferPointer(number)
        )
      }
    }
  }

  /// Where a card lies that nobody has had; of two with one hash the second behind the first.
  func freeCardPlace(_ entity: UInt64) -> UInt64 {
    var place = entity
    while cards.find(place) != nil { place &+= 1 }
    return place
  }
}

extension CardEntity {
  fileprivate func isCard(
    _ number: UnsafeRawBufferPointer,
    of program: UnsafeRawBufferPointer
  ) -> Bool {
    number.elementsEqual(cardNumber.utf8) && program.elementsEqual(programID.utf8)
  }
}
