import Testing

@testable import FealtyServer

@Suite("Names of webhooks' hosts")
struct NameQuestionsTests {
  private func host(_ programID: String, _ name: String) -> NameQuestions.Host {
    NameQuestions.Host(programID: programID, name: name, port: 443)
  }

  private func place(_ number: UInt64) -> NameQuestions.Place {
    NameQuestions.Place(number: number, lane: 0)
  }

  @Test func `a programme whose names nobody answers for holds up no other`() {
    var questions = NameQuestions(most: 3)
    for number in 0..<50 {
      questions.ask(host("slow", "h\(number)"), for: place(UInt64(number)), ticket: 1)
    }
    #expect(questions.takeNext() == [host("slow", "h0")])
    // The same name, for somebody else, is another question.
    questions.ask(host("p", "h49"), for: place(100), ticket: 2)
    questions.ask(host("q", "q"), for: place(101), ticket: 3)
    questions.ask(host("r", "r"), for: place(102), ticket: 4)
    #expect(questions.takeNext() == [host("p", "h49"), host("q", "q")])
    #expect(questions.answered(host("p", "h49")) == [place(100): 2])
    #expect(questions.takeNext() == [host("r", "r")])
    #expect(questions.answered(host("slow", "h0")) == [place(0): 1])
    #expect(questions.takeNext() == [host("slow", "h1")])
  }

  @Test func `a webhook that leads elsewhere now leaves nothing to be looked up behind`() {
    var questions = NameQuestions(most: 1)
    questions.ask(host("p", "h"), for: place(1), ticket: 1)
    #expect(questions.takeNext() == [host("p", "h")])
    for number in 0..<100 {
      questions.ask(host("p", "h\(number)"), for: place(1), ticket: UInt64(number))
    }
    // What is under way is answered to nobody.
    #expect(questions.answered(host("p", "h")).isEmpty)
    #expect(questions.takeNext() == [host("p", "h99")])
    #expect(questions.answered(host("p", "h99")) == [place(1): 99])
    #expect(questions.takeNext().isEmpty)
  }

  @Test func `all who wait for one name hear of it, once`() {
    var questions = NameQuestions(most: 1)
    questions.ask(host("p", "h"), for: place(1), ticket: 1)
    #expect(questions.takeNext() == [host("p", "h")])
    questions.ask(host("p", "h"), for: place(2), ticket: 2)
    questions.ask(host("p", "h"), for: place(1), ticket: 3)
    #expect(questions.takeNext().isEmpty)
    #expect(questions.answered(host("p", "h")) == [place(1): 3, place(2): 2])
    #expect(questions.takeNext().isEmpty && questions.answered(host("p", "h")).isEmpty)
  }
}
