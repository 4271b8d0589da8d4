#pragma once

#include "gateway/pipeline.hpp"
#include "gateway/werk.hpp"
#include "store/werk.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// A person's decision on an item of work, and all that follows from it, in one transaction.
namespace gateway {

/// What is asked, as it came in. Which of the fields belong to a decision is checked by parse_opdracht (werk_json.hpp).
struct WerkOpdracht {
    std::string besluit;
    std::string door;
    std::string toelichting;
    std::string grond;                   ///< in_onderzoek: "woonplaatsbeginsel" or empty
    std::string reden;                   ///< afwijzen: WJ759
    std::string woonplaatsgemeente;      ///< afwijzen with reason 8
    std::string retourcode;              ///< afkeuren
    std::string plaats;                  ///< of one parked prestatie, XPath; empty: all that is still parked
    std::optional<std::int64_t> bericht; ///< gehonoreerd: the 301
};

struct WerkUitslag {
    enum class Soort : std::uint8_t {
        gedaan,
        onbekend,   ///< there is no such item
        al_beslist, ///< somebody was first
        geweigerd,  ///< the decision does not fit the item
        afgekeurd,  ///< the 319 would be rejected by the rules
    };
    Soort soort = Soort::gedaan;
    std::string melding;             ///< Dutch; empty when done
    std::optional<store::Werk> werk; ///< as it stands after it
    std::optional<Antwoord> bericht; ///< the 319 that was made (or would be rejected), or the parked message's new decision
};

/// Carries out a decision: makes the 319 and decides it like any message, notes what honours a verzoek, or judges a parked message again
/// when nothing of it waits any more. Unless it is `gedaan`, the transaction is abandoned: nothing of it is kept.
/// Errors are "could not decide". Store thread.
[[nodiscard]] model::Result<WerkUitslag> beslis(Pipeline& pipeline, store::Transaction& tx, store::WerkId id, WerkOpdracht const& opdracht,
                                                Moment moment);

/// The parked findings of a decision record.
[[nodiscard]] std::vector<WerkBevinding> parked_findings(std::string const& besluit_json);

} // namespace gateway
