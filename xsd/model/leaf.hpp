#pragma once

#include <memory>
#include <string>
#include <utility>

namespace model {

/// How a value was spelled when that is not its canonical form ("+5", " 2026-04-01 "). Empty for nearly every leaf:
/// one pointer, so that 30,000 prestaties stay small. Copies deeply.
class Spelling {
public:
    Spelling() = default;
    explicit Spelling(std::string text) : text_(std::make_unique<std::string>(std::move(text))) {}
    Spelling(Spelling const& other) : text_(other.text_ ? std::make_unique<std::string>(*other.text_) : nullptr) {}
    Spelling(Spelling&&) noexcept = default;
    Spelling& operator=(Spelling const& other) {
        text_ = other.text_ ? std::make_unique<std::string>(*other.text_) : nullptr;
        return *this;
    }
    Spelling& operator=(Spelling&&) noexcept = default;
    ~Spelling() = default;

    /// The text as sent, or nullptr when it was the canonical form.
    [[nodiscard]] std::string const* get() const noexcept { return text_.get(); }

private:
    std::unique_ptr<std::string> text_;
};

/// The value of a number, amount or date element, and how it was spelled. Compared and computed with by value
/// (`+5` is 5, notes.md 5); written back exactly as sent, so that a retour repeats its heenbericht unchanged (IV028).
template <class T>
struct Leaf {
    T value{};
    Spelling spelling{};

    Leaf() = default;
    Leaf(T v) : value(v) {} // NOLINT(google-explicit-constructor): a value is a leaf spelled canonically
    Leaf(T v, Spelling s) : value(v), spelling(std::move(s)) {}

    operator T const&() const noexcept { return value; } // NOLINT(google-explicit-constructor)
};

} // namespace model
