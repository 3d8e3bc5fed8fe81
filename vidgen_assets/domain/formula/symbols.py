"""The table of symbols: TeX command or character -> how it is set in Typst, written in Unicode, and said.

Commands that take arguments do not belong here, nor do named functions (see `names`).
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """The part that a symbol plays in a row."""

    ORDINARY = auto()
    POSTFIX = auto()
    BINARY = auto()
    RELATION = auto()
    PUNCTUATION = auto()
    BIG = auto()
    OPEN = auto()
    CLOSE = auto()
    BAR = auto()


class Symbol(NamedTuple):
    """How a symbol is set in Typst, written in Unicode, and said."""

    typst: str
    unicode: str
    words: str
    kind: Kind


_GREEK = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
    mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
    psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
"""
_GREEK_TYPST = {
    "epsilon": "epsilon.alt",
    "varepsilon": "epsilon",
    "vartheta": "theta.alt",
    "varpi": "pi.alt",
    "varrho": "rho.alt",
    "varsigma": "sigma.alt",
    "phi": "phi.alt",
    "varphi": "phi",
}

# Columns, parted by spaces: TeX command or character, Typst, Unicode, spoken words (which may be several or none).
_TABLES = {
    Kind.ORDINARY: """
        infty infinity ∞ infinity
        partial partial ∂ partial
        nabla nabla ∇ del
        forall forall ∀ for all
        exists exists ∃ there exists
        nexists exists.not ∄ there is no
        neg not ¬ not
        lnot not ¬ not
        emptyset emptyset ∅ the empty set
        varnothing emptyset ∅ the empty set
        ell ell ℓ l
        hbar planck ℏ h bar
        Re Re Re the real part of
        Im Im Im the imaginary part of
        aleph aleph ℵ aleph
        imath dotless.i i i
        jmath dotless.j j j
        dots dots.h … , and so on,
        ldots dots.h … , and so on,
        dotsc dots.h … , and so on,
        dotsb dots.h.c ⋯ , and so on,
        cdots dots.h.c ⋯ , and so on,
        vdots dots.v ⋮ , and so on,
        ddots dots.down ⋱ , and so on,
        top top ⊤ true
        bot bot ⊥ false
        angle angle ∠ angle
        square square □ square
        Box square □ box
        triangle triangle △ triangle
        checkmark checkmark ✓ check
        therefore therefore ∴ therefore
        because because ∵ because
        dagger dagger † dagger
        ddagger dagger.double ‡ double dagger
        $ dollar $ dollars
        # hash # number
        & \\& & and
        _ \\_ _ underscore
        ? ? ? question mark
        . . . point
        " quote.double " quote
        @ \\@ @ at
        backslash backslash \\ backslash
        / slash / over
    """,
    Kind.POSTFIX: """
        ! ! ! factorial
        % percent % percent
        degree degree ° degrees
        prime prime ′ prime
    """,
    Kind.BINARY: """
        + + + plus
        - - − minus
        * ast ∗ times
        ast ast ∗ star
        star star.op ⋆ star
        pm plus.minus ± plus or minus
        mp minus.plus ∓ minus or plus
        times times × times
        cdot dot.op · times
        div div ÷ divided by
        circ compose ∘ composed with
        bullet bullet • bullet
        oplus plus.o ⊕ circled plus
        otimes times.o ⊗ tensor
        odot dot.o ⊙ times, element by element,
        cup union ∪ union
        cap inter ∩ intersected with
        setminus without ∖ without
        land and ∧ and
        wedge and ∧ and
        lor or ∨ or
        vee or ∨ or
    """,
    Kind.RELATION: """
        = = = equals
        < < < is less than
        > > > is greater than
        lt < < is less than
        gt > > is greater than
        := colon.eq ≔ is defined as
        coloneqq colon.eq ≔ is defined as
        triangleq eq.delta ≜ is defined as
        neq eq.not ≠ is not equal to
        ne eq.not ≠ is not equal to
        leq lt.eq ≤ is at most
        le lt.eq ≤ is at most
        leqslant lt.eq.slant ⩽ is at most
        geq gt.eq ≥ is at least
        ge gt.eq ≥ is at least
        geqslant gt.eq.slant ⩾ is at least
        ll lt.double ≪ is much less than
        gg gt.double ≫ is much greater than
        approx approx ≈ is approximately
        sim tilde.op ∼ is distributed as
        simeq tilde.eq ≃ is close to
        cong tilde.equiv ≅ is congruent to
        equiv equiv ≡ is equivalent to
        propto prop ∝ is proportional to
        in in ∈ in
        notin in.not ∉ not in
        ni in.rev ∋ contains
        subset subset ⊂ is a subset of
        subseteq subset.eq ⊆ is a subset of
        subsetneq subset.neq ⊊ is a proper subset of
        supset supset ⊃ contains
        supseteq supset.eq ⊇ contains
        prec prec ≺ comes before
        succ succ ≻ comes after
        perp perp ⟂ is perpendicular to
        parallel parallel ∥ is parallel to
        mid divides ∣ given
        nmid divides.not ∤ does not divide
        models models ⊨ models
        vdash tack.r ⊢ proves
        to arrow.r → to
        rightarrow arrow.r → to
        longrightarrow arrow.r.long ⟶ to
        gets arrow.l ← becomes
        leftarrow arrow.l ← becomes
        leftrightarrow arrow.l.r ↔ to and from
        mapsto arrow.r.bar ↦ maps to
        hookrightarrow arrow.r.hook ↪ into
        uparrow arrow.t ↑ up
        downarrow arrow.b ↓ down
        nearrow arrow.tr ↗ rises to
        searrow arrow.br ↘ falls to
        Rightarrow arrow.r.double ⇒ implies
        implies arrow.r.double.long ⟹ implies
        Leftarrow arrow.l.double ⇐ follows from
        impliedby arrow.l.double.long ⟸ follows from
        Leftrightarrow arrow.l.r.double ⇔ if and only if
        iff arrow.l.r.double.long ⟺ if and only if
    """,
    Kind.PUNCTUATION: """
        , comma , ,
        ; semi ; ,
        : colon : ,
        colon colon : ,
    """,
    Kind.BIG: """
        sum sum ∑ the sum
        prod product ∏ the product
        coprod product.co ∐ the coproduct
        int integral ∫ the integral
        iint integral.double ∬ the double integral
        iiint integral.triple ∭ the triple integral
        oint integral.cont ∮ the contour integral
        bigcup union.big ⋃ the union
        bigcap inter.big ⋂ the intersection
        bigoplus plus.o.big ⨁ the direct sum
        bigotimes times.o.big ⨂ the tensor product
        bigwedge and.big ⋀ the conjunction
        bigvee or.big ⋁ the disjunction
    """,
    Kind.OPEN: """
        ( paren.l ( open parenthesis
        [ bracket.l [ open bracket
        lbrack bracket.l [ open bracket
        { brace.l { open brace
        lbrace brace.l { open brace
        langle chevron.l ⟨ open angle
        lfloor floor.l ⌊ floor of
        lceil ceil.l ⌈ ceiling of
        lvert bar.v | absolute value of
        lVert bar.v.double ‖ norm of
    """,
    Kind.CLOSE: """
        ) paren.r ) close parenthesis
        ] bracket.r ] close bracket
        rbrack bracket.r ] close bracket
        } brace.r } close brace
        rbrace brace.r } close brace
        rangle chevron.r ⟩ close angle
        rfloor floor.r ⌋
        rceil ceil.r ⌉
        rvert bar.v |
        rVert bar.v.double ‖
    """,
    Kind.BAR: """
        | bar.v | given
        vert bar.v | given
        Vert bar.v.double ‖ and
    """,
}


def _rows() -> Iterator[tuple[str, Symbol]]:
    greek = _GREEK.split()
    for name, character in zip(greek[::2], greek[1::2], strict=True):
        words = name.removeprefix("var").lower()
        yield name, Symbol(_GREEK_TYPST.get(name, name), character, words, Kind.ORDINARY)
    for kind, table in _TABLES.items():
        for line in table.strip().splitlines():
            key, typst, written, *rest = line.split(maxsplit=3)
            yield key, Symbol(typst, written, "".join(rest), kind)


SYMBOLS = dict(_rows())
