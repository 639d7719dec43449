"""Proves, for all values, what tests can only sample: the base62 codec of hashtags and the shortest form of numbers.

Each proof is about the lines of source that stand above it. They must be in the file, so that whoever changes the code is told
to look at the proof. A claim holds when z3 finds that its negation has no solution; claims that are false, one for each proof,
must be refuted.
"""

import pathlib
import sys

from z3 import (
    And, BitVec, BitVecVal, Extract, If, Implies, Int, LShR, Not, Or, Solver, UGE, ULE, ULT, ZeroExt, unsat, sat,
)

TOP = pathlib.Path(__file__).resolve().parents[2]
proved = 0


def stands_in(file: str, lines: str) -> None:
    """The lines are in the file, whatever their indentation."""
    source = [line.strip() for line in (TOP / file).read_text().splitlines()]
    for line in lines.strip().splitlines():
        if line.strip() not in source:
            sys.exit(f"{file} has no line {line.strip()!r} any more; look at the proof in {__file__}")


def check(name: str, given: list, claim, expected) -> None:
    global proved
    solver = Solver()
    solver.set("timeout", 600_000)
    solver.add(*given, Not(claim))
    found = solver.check()
    if found != expected:
        model = f": {solver.model()}" if found == sat else ""
        sys.exit(f"{name}: z3 says {found}, expected {expected}{model}")
    proved += expected == unsat
    print(f"{'proved' if expected == unsat else 'refuted, as it must be'}: {name}")


def prove(name: str, given: list, claim) -> None:
    check(name, given, claim, unsat)


def refute(name: str, given: list, claim) -> None:
    check(name, given, claim, sat)


def hashtags() -> None:
    stands_in(
        "semnet-core/src/hashtag.rs",
        """
        const SIX: u64 = 62 * 62 * 62 * 62 * 62 * 62;
        const TWO: u32 = 62 * 62;
        let (high, low) = ((self.0 / SIX) as u32, self.0 % SIX);
        let (low, e) = ((low / TWO as u64) as u32, pair((low % TWO as u64) as u32));
        let (c, d) = (pair(low / TWO), pair(low % TWO));
        let (a, b) = (pair(high / TWO % TWO), pair(high % TWO));
        [DIGITS[(high / TWO / TWO) as usize], a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1], e[0], e[1]]
        if text.len() != Hashtag::LENGTH {
        match base62::decode(text.as_bytes()).map(u64::try_from) {
        """,
    )
    stands_in("semnet-core/src/util/base62.rs", "pairs[number] = [DIGITS[number / 62], DIGITS[number % 62]];")
    two, six = 62**2, 62**6
    # Integers, with the divisions of the source. That the casts to u32 lose nothing is a separate claim.
    n, high, low, middle, e, first = (Int(name) for name in ("n", "high", "low", "middle", "e", "first"))
    quotient = lambda whole, by, part, rest: And(whole == by * part + rest, 0 <= rest, rest < by)
    c, d, a, b, ab = (Int(name) for name in ("c", "d", "a", "b", "ab"))
    written = [
        0 <= n, n < 2**64,
        quotient(n, six, high, low),
        quotient(low, two, middle, e),
        quotient(middle, two, c, d),
        quotient(high, two, ab, b),
        quotient(ab, two, first, a),
    ]
    prove("no cast of a hashtag's halves loses anything", written, And(0 <= high, high < 2**32, 0 <= middle, middle < 2**32))
    prove(
        "all pairs of a hashtag are below 62 * 62, and the first digit below 62",
        written, And(*[And(0 <= pair, pair < two) for pair in (a, b, c, d, e)], 0 <= first, first < 62),
    )
    digits = [Int(f"digit{place}") for place in range(11)]
    spelled = [digits[0] == first] + [
        quotient(pair, 62, digits[1 + 2 * place], digits[2 + 2 * place]) for place, pair in enumerate((a, b, c, d, e))
    ]
    value = sum(digit * 62 ** (10 - place) for place, digit in enumerate(digits))
    prove("the digits of a hashtag have its number as their value", written + spelled, value == n)
    refute("the digits of a hashtag have the next number as their value", written + spelled, value == n + 1)
    others = [Int(f"other{place}") for place in range(11)]
    are_digits = [And(0 <= digit, digit < 62) for digit in digits + others]
    other_value = sum(digit * 62 ** (10 - place) for place, digit in enumerate(others))
    # Once two texts differ in a place, the later places do not make up for it. So equal values have equal digits, and the
    # order of texts (the digits are in the order of ASCII) is that of numbers.
    for place in range(11):
        same = [digits[before] == others[before] for before in range(place)]
        prove(
            f"of two texts whose first difference is in place {place + 1}, the smaller digit has the smaller number",
            are_digits + same + [digits[place] < others[place]], value < other_value,
        )
    refute("eleven digits are always a number of 64 bits", are_digits, value < 2**64)
    prove("eleven digits are always a number of 66 bits, which the crate base62 reads", are_digits, value < 2**66)
    ascii_order = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    stands_in("semnet-core/src/util/base62.rs", f'pub(crate) const DIGITS: &[u8; 62] = b"{ascii_order}";')
    assert len(set(ascii_order)) == 62 and sorted(ascii_order) == list(ascii_order)


def write_number(number):
    """The bytes that `write_number` appends, five of them, and how many of these it appends."""
    stands_in(
        "semnet-core/src/util/varint.rs",
        """
        pub(crate) fn write_number(out: &mut Vec<u8>, mut number: u32) {
        while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
        out.push(number as u8);
        """,
    )
    count, more, appended = BitVecVal(0, 8), True, []
    for _ in range(5):
        appended.append(If(UGE(number, 0x80), Extract(7, 0, number) | 0x80, Extract(7, 0, number)))
        count = If(more, count + 1, count)
        more = And(more, UGE(number, 0x80))
        number = If(UGE(number, 0x80), LShR(number, 7), number)
    return appended, count, more


def read_number(given):
    """What `number` makes of bytes: whether it is read, the number, and how many bytes it takes."""
    stands_in(
        "semnet-core/src/network/cursor.rs",
        """
        Some(&byte) if byte < 0x80 => {
        Ok(u32::from(byte))
        for shift in (0..35).step_by(7) {
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
        if byte == 0 && shift > 0 {
        return u32::try_from(number).map_err(|_| self.error(start, DecodeProblem::NumberTooLarge));
        Err(self.error(start, DecodeProblem::NumberTooLarge))
        """,
    )
    number = BitVecVal(0, 64)
    ends = []
    for place, byte in enumerate(given):
        number = number | ZeroExt(56, byte & 0x7F) << (7 * place)
        is_zero = And(byte == 0, place > 0)
        is_read = And(Not(is_zero), ULT(number, 1 << 32))
        ends.append((ULT(byte, 0x80), is_read, number, place + 1))
    is_read, value, taken = False, BitVecVal(0, 64), BitVecVal(0, 8)
    for ends_here, is_read_here, number_here, count in reversed(ends):
        is_read = If(ends_here, is_read_here, is_read)
        value = If(ends_here, number_here, value)
        taken = If(ends_here, BitVecVal(count, 8), taken)
    return is_read, value, taken


def numbers() -> None:
    number = BitVec("number", 32)
    appended, count, more = write_number(number)
    is_read, value, taken = read_number(appended)
    prove("a number has at most five bytes", [], And(Not(more), UGE(count, 1), ULE(count, 5)))
    prove("each number is read as it was written", [], And(is_read, value == ZeroExt(32, number), taken == count))
    # The other way round: whatever bytes are read as a number are those that are written for it, byte by byte.
    given = [BitVec(f"byte{place}", 8) for place in range(5)]
    is_read, value, taken = read_number(given)
    again, count, _ = write_number(Extract(31, 0, value))
    same = And(*[Implies(ULT(BitVecVal(place, 8), taken), given[place] == again[place]) for place in range(5)])
    prove("only what is written for a number is read as one", [is_read], And(taken == count, same))
    refute("each five bytes are read as a number", [], is_read)
    refute("no bytes that end are refused", [Or(*[ULT(byte, 0x80) for byte in given])], is_read)


if __name__ == "__main__":
    hashtags()
    numbers()
    print(f"{proved} claims proved")
