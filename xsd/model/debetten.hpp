#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace model {

/// A TOEGEKEND, uncredited debet prestatie on a toewijzing. Its texts are views into the list or the prestatie it was taken from.
struct LopendeDebet {
    std::string_view referentie_nummer;
    Period periode;
    Code categorie;
    std::string_view code;
    Code eenheid;
    std::int64_t volume = 0; ///< in `eenheid`
    Money bedrag;
};

/// The live debets of one toewijzing in order of approval, as compact bytes in one piece of memory: some 35 each, so that a message of
/// 30,000 toewijzingen with a year of debets stays small. The store keeps the same bytes. Read from front to end only.
class LopendeDebetten {
public:
    class Iterator {
    public:
        using value_type = LopendeDebet;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;

        Iterator() = default;
        LopendeDebet const& operator*() const { return debet_; }
        LopendeDebet const* operator->() const { return &debet_; }
        Iterator& operator++();
        void operator++(int) { ++*this; }
        friend bool operator==(Iterator const& at, std::default_sentinel_t) { return at.done_; }

    private:
        friend class LopendeDebetten;
        explicit Iterator(std::string_view bytes) : rest_(bytes) { ++*this; }

        std::string_view rest_; ///< what comes after the current one
        LopendeDebet debet_;
        bool done_ = false;
    };

    LopendeDebetten() = default;
    /// The list with these bytes; nullopt when they are no such list.
    static std::optional<LopendeDebetten> from_bytes(std::span<std::byte const> bytes);
    [[nodiscard]] std::span<std::byte const> bytes() const { return std::as_bytes(std::span(bytes_)); }

    void push_back(LopendeDebet const& debet);
    /// Takes out every debet of which `gone(debet)` is true, in one pass.
    template <class Gone>
    void erase_if(Gone const& gone) {
        LopendeDebetten rest;
        for (auto const& debet : *this)
            if (!gone(debet)) rest.push_back(debet);
        *this = std::move(rest);
    }
    void clear() { *this = {}; }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    /// Sums over the list, kept with it so that most questions need no look at the bytes.
    [[nodiscard]] Money bedrag() const noexcept { return bedrag_; }
    /// The eenheid of all of them and the sum in it; nullopt when they have several.
    [[nodiscard]] std::optional<std::pair<Code, std::int64_t>> volume() const {
        if (gemengd_) return std::nullopt;
        return std::pair(eenheid_, volume_);
    }
    /// No debet ends after this day. @pre !empty()
    [[nodiscard]] Date laatste_dag() const noexcept { return laatste_dag_; }
    [[nodiscard]] Iterator begin() const { return Iterator(bytes_); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

private:
    void count(LopendeDebet const& debet);

    std::string bytes_;
    std::size_t size_ = 0;
    Money bedrag_;
    std::int64_t volume_ = 0;
    Code eenheid_;
    bool gemengd_ = false;
    Date laatste_dag_;
};

} // namespace model
