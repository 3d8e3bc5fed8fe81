"""Formulas of many kinds, for tests that hold for every one of them."""

from vidgen_assets.domain.script.blocks.text import lines

FORMULAS = tuple(line.text for line in lines(r"""
    w_{t+1} = w_t - \eta \frac{\partial L}{\partial w}
    \hat{f}(\xi) = \int_{-\infty}^{\infty} f(x) e^{-2\pi i x \xi}\,dx
    \begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{bmatrix} x \\ y \end{bmatrix}
    \begin{vmatrix} a & \\ & d \end{vmatrix} + \begin{Vmatrix} 1 \end{Vmatrix} + \begin{matrix} a, b & c; d \end{matrix}
    f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}
    \begin{aligned} a &= b + c \\[2pt] &= d \end{aligned}
    \frac12 + \frac{f(a, b)}{[c, d]} + \dfrac{a;b}{2} + \tfrac 3 4
    \left( \frac{a}{b} \right)^2 \left[ 0, \frac12 \right) \left. x \right|_0^1 [0, 1) ]0, 1[
    \sqrt[3]{x^2 + 1} + \sqrt2
    \lim_{x \to 0} \frac{\sin x}{x} = 1, \quad \limsup_{n} a_n
    \operatorname*{arg\,max}_\theta \mathcal{L}(\theta) = \arg\min_x \operatorname{rank}(x)
    P(A \mid B) = \frac{P(B|A) P(A)}{P(B)}
    |x| + \|y\| + \left\| z \right\|_2 + \lvert w \rvert + |\psi\rangle
    x \in \mathbb{R}^{m \times n} \setminus \{1, 2, \dots, n\}
    \forall x \in S, \exists y : x < y
    \underbrace{a + b}_{\text{sum}} + \overbrace{c}^{d} + \underbrace{e}
    A^T A x = A^{-1} b^\top \mathbf{c} \boldsymbol{\alpha} \mathrm{d}x \mathrm{KL} \mathfrak{g} \mathsf{A} \mathtt{x}
    f'(x) = g''(x) + h^{\prime} + x'_1 + x_1'^2
    \binom{n}{k} = {n \choose k} = {a \over b}
    \vec v \cdot \hat w \times \tilde u + \bar{x} + \dot x + \ddot x + \overline{AB} + \underline{c} + \widehat{xyz}
    50\% \text{ of } \$3 \& \#1 \_ x \text{ costs \$5, or \& $x^2$ "quoted"}
    \overset{!}{=} \stackrel{def}{=} \underset{x}{y} A \xrightarrow{f} B \xleftarrow[g]{h} C
    \boxed{E = mc^2} \cancel{x} \phantom{y} \textcolor{red}{z} \color{blue} w
    {}^{14}\mathrm{C} + {a + b}^2 + {x_1}^2 + x^{2^2}
    \sum_{\substack{i=1 \\ i \ne j}}^n x_i \prod_k \bigcup_i A_i \oint \iint \iiint
    a \equiv b \pmod n \bmod m
    \big( x \big) \bigl[ y \bigr] \Big| z \Big|
    ∂f/∂x ≤ π·√ y × ∞ → é 中
    x := y \triangleq z \neq w \not= v \not\in u
    \lfloor x \rfloor \lceil y \rceil \langle u, v \rangle \left\{ \begin{array}{ll} a & b \\ c & d \end{array} \right.
    a\,b\:c\;d\!e\quad f\qquad g\ h~i
    \alpha\beta\gamma\delta\epsilon\varepsilon\zeta\eta\theta\vartheta\iota\kappa\lambda\mu\nu\xi\pi\varpi\rho\varrho
    \sigma\varsigma\tau\upsilon\phi\varphi\chi\psi\omega\Gamma\Delta\Theta\Lambda\Xi\Pi\Sigma\Upsilon\Phi\Psi\Omega
    \pm\mp\times\div\cdot\ast\star\circ\bullet\oplus\otimes\odot\cup\cap\land\lor\wedge\vee\setminus
    \le\leq\ge\geq\ll\gg\approx\sim\simeq\cong\equiv\propto\in\notin\ni\subset\subseteq\supset\supseteq\perp\parallel\mid
    \to\rightarrow\leftarrow\gets\mapsto\Rightarrow\implies\Leftarrow\iff\Leftrightarrow\leftrightarrow\uparrow\downarrow
    \infty\partial\nabla\emptyset\varnothing\ell\hbar\Re\Im\neg\lnot\dots\ldots\cdots\vdots\ddots\dagger\angle\therefore
    in + and + or + not + sum + dx + alpha(x) + sin(x) + hat(x) + a.b + #x + "q" + x@y + `z
    1,000,000 + 3.14 + .5 + 10^{-3} + 1{,}5
    x / y ! ? ; : \colon \backslash
""", 1, comment="%"))  # fmt: skip
