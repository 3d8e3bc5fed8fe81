"""Texts that nobody wishes for."""

LONG = "A sentence that goes on and on, well beyond what anybody would put on a slide, " * 3
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitän" * 5
CYRILLIC = "Обратное распространение ошибки через все слои сети"
HEBREW = "שלום עולם, זה טקסט מימין לשמאל"
JAPANESE = "誤差逆伝播法は勾配を効率よく計算する"
EMOJI = "Rockets 🚀 and ticks ✅ and flags 🇩🇪"
MARKUP = "Quotes \" ' and #hash *stars* _under_ \\ back $ dollar @at <tag> {brace} [bracket]"
FORMULA = r"the gradient $\frac{\partial L}{\partial w}$ of a loss $L(w) = \sum_i (y_i - w x_i)^2$"

HOSTILE = (LONG, UNBROKEN, CYRILLIC, HEBREW, JAPANESE, EMOJI, MARKUP, FORMULA, "", "x")
