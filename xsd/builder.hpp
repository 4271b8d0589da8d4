#pragma once

#include "xsd/machine.hpp"
#include "xsd/prescan.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace xsd {

/// Makes a typed message of what a parser meets, whichever parser that is. Elements come in the order of the schema.
class Builder {
public:
    /// @param message its kind is set, its content is not
    explicit Builder(model::Message& message) : from_(start_of(message)) { frames_[0] = {&document_, this, 0}; }
    Builder(Builder const&) = delete;
    Builder& operator=(Builder const&) = delete;

    /// Whether the root element has ended.
    [[nodiscard]] bool complete() const noexcept { return complete_; }

    /// An element begins. @param name its local name, ending in a NUL  @param line tells the line on which its start tag ends
    /// @returns false: the shapes have no place for it
    template <class Char, class Line>
    [[nodiscard]] bool start(Char const* name, Line const& line) {
        if (leaf_ != nullptr) return false;
        if (depth_ == 0) return push(*from_.table, from_.object, line);
        auto& frame = frames_[depth_];
        auto const& slots = frame.table->slots;
        auto index = frame.next;
        while (index < slots.size() && !same(name, slots[index].name)) ++index;
        if (index == slots.size()) return false;
        auto const& slot = slots[index];
        frame.next = slot.repeats ? index : index + 1;
        if (slot.set == nullptr) return push(*slot.table, slot.enter(frame.object), line);
        leaf_ = &slot;
        text_.clear();
        return true;
    }

    /// The element that began last and has not ended, ends.
    void end() {
        if (leaf_ != nullptr) {
            leaf_->set(frames_[depth_].object, text_);
            leaf_ = nullptr;
        } else if (--depth_ == 0) {
            complete_ = true;
        }
    }

    /// Where text belongs, in UTF-8: comments and CDATA split it into pieces. nullptr: it is blank space between elements.
    [[nodiscard]] std::string* leaf() noexcept { return leaf_ == nullptr ? nullptr : &text_; }

private:
    struct Frame {
        Table const* table = nullptr;
        void* object = nullptr;
        std::size_t next = 0;
    };

    static Start start_of(model::Message& message) { return xsd::start(message); }

    /// The length of `name` is not known, and finding out would cost as much as comparing.
    template <class Char>
    static bool same(Char const* name, std::string_view wanted) {
        for (char const c : wanted) {
            if (*name++ != static_cast<Char>(c)) return false;
        }
        return *name == 0;
    }

    template <class Line>
    bool push(Table const& table, void* object, Line const& line) {
        if (++depth_ == frames_.size()) return false;
        frames_[depth_] = {&table, object, 0};
        if (table.lijn != nullptr) table.lijn(object, line());
        return true;
    }

    Start from_;
    Table document_;
    std::array<Frame, limits::depth + 2> frames_;
    std::size_t depth_ = 0;
    Slot const* leaf_ = nullptr; ///< the leaf that is open
    std::string text_;           ///< its text so far
    bool complete_ = false;
};

} // namespace xsd
