#pragma once

#include "store/inzage.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/soort.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// What retention needs to know of what is kept, and what it leaves behind. docs/bewaren.md tells the rules.
namespace store {

/// A message as far as its end is concerned.
struct BewaarBericht {
    std::int64_t id = 0;
    std::optional<model::BerichtSoort> soort; ///< nullopt: refused before it was known
    std::string afzender;
    std::string ontvanger;
    model::Date ontvangen;     ///< the day of the decision when it came in
    model::Date laatste;       ///< the day of the last decision on it or on its work
    bool geweigerd = false;    ///< at level 1: its bytes were never kept
    bool open_werk = false;    ///< somebody has yet to decide on it
    bool onbezorgd = false;    ///< something of it has yet to go out, or its receiver has yet to answer
    bool vastgehouden = false; ///< a legal hold
};

/// Shown everything that is kept and not erased, all of one moment: first the messages by id, then what ties them together, then the
/// toewijzingen.
class BewaarBezoeker {
public:
    virtual ~BewaarBezoeker() = default;
    virtual void bericht(BewaarBericht const& bericht) = 0;
    /// `bericht` is an answer that came in to `heen`.
    virtual void antwoord(std::int64_t heen, std::int64_t bericht) = 0;
    /// A message has to do with a case: a toewijzing (its key), or a verzoek (a negative number). The same pair may come more often.
    virtual void verband(std::int64_t bericht, std::int64_t zaak) = 0;
    /// A toewijzing that counts. @param einde nullopt: it has no end
    virtual void toewijzing(std::int64_t zaak, std::optional<model::Date> einde, bool vastgehouden) = 0;
};

/// "0344/wmo/1200" of the key of a toewijzing, and back; nullopt: it is no such text.
[[nodiscard]] std::string toewijzing_tekst(std::int64_t zaak);
[[nodiscard]] std::optional<std::int64_t> toewijzing_van(std::string const& tekst);

/// The same key in parts.
[[nodiscard]] ToewijzingSleutel toewijzing_sleutel(std::int64_t zaak);

/// A legal hold, put on or taken off. One of `bericht` and `toewijzing` is not 0.
struct Vasthouding {
    std::int64_t bericht = 0;
    std::int64_t toewijzing = 0; ///< its key
    bool aan = true;
    std::int64_t moment_ms = 0;
    std::string door;
    std::string grond;
};

/// A plan that is being carried out: what `retention run` was told to do, word for word.
struct Bewaarplan {
    std::int64_t id = 0;
    std::string hash;
    std::string json;
    std::int64_t moment_ms = 0;
    std::string door;
    std::int64_t stappen = 0; ///< carried out so far, in the order of the plan
};

/// What came of a step of a plan.
struct Bewaarstap {
    std::int64_t plan = 0;
    std::int64_t nummer = 0;  ///< from 0
    std::int64_t bericht = 0; ///< 0: it was about the access log
    std::string uitslag;      ///< "gewist", "overgeslagen"
    std::int64_t moment_ms = 0;
};

} // namespace store
