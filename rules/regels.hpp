#pragma once

#include "rules/debetten.hpp"
#include "xsd/model/facts.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace rules {

/// One prestatie of a 323 as it is worked through.
struct Regel {
    std::uint32_t client = 0;
    std::uint32_t index = 0;
    std::uint32_t stand = 0; ///< opaque: which toewijzing
    bool eerder = false;     ///< its ReferentieNummer came before it in this message
    model::Prestatie const* prestatie = nullptr;
};

/// The prestaties of a 323 in the order they are judged in, credits before debets and then as in the document (OP366), and the running
/// state of the toewijzingen they are on. Cost per line does not depend on how many lines there are or how they are spread.
class Regels {
public:
    /// @param afgekeurd per client: rejected as a whole, so its prestaties are not judged. Message and facts outlive this.
    Regels(model::Declaratie const& declaratie, std::vector<bool> const& afgekeurd, model::Facts const& feiten, std::string_view aanbieder);

    [[nodiscard]] std::span<Regel const> all() const { return regels_; }
    /// The toewijzing it names if that is this aanbieder's, else nullptr.
    [[nodiscard]] model::ToewijzingFact const* toewijzing(Regel const& regel) const { return standen_[regel.stand].feit; }
    /// What lives on its toewijzing before it. Valid until done().
    [[nodiscard]] Debetten const& debetten(Regel const& regel);
    /// It was judged. Called once for each, in order.
    void done(Regel const& regel, bool toegekend);

private:
    struct Stand {
        model::ToewijzingFact const* feit = nullptr;
        std::uint32_t nog = 0; ///< prestaties that still come; at 0 nobody looks at it any more
        std::unique_ptr<Debetten> debetten;
    };

    void find_standen(model::Facts const& feiten, std::string_view aanbieder);
    void mark_repeated_references();

    std::vector<Regel> regels_;
    std::vector<Stand> standen_;
    std::vector<std::unique_ptr<Debetten>> vrij_; ///< used before, to be used again
};

} // namespace rules
