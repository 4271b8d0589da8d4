#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/grootboek.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/soort.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What reports read of the past: rows that go by one at a time, in a fixed order, so that a report holds its sums and never the rows.
/// Texts are views that live as long as the call they are handed to.
namespace model {

/// Which rows of the past go by.
struct RapportVraag {
    std::optional<std::string> gemeente{};
    std::optional<std::string> aanbieder{};
    std::optional<std::int64_t> bericht{}; ///< only prestaties of this message
    Period periode{}; ///< prestaties: begin of the ProductPeriode; boekingen: the years it touches; berichten: the day it came in
    Date op{};        ///< as known on: decided up to and including this day
    bool prestaties = false;
    bool boekingen = false;
    bool toewijzingen = false; ///< whatever the period
    bool leveringen = false;   ///< whatever the period
    bool berichten = false;
    bool registraties = false; ///< whatever the period; what people told has no day of booking
};

/// The message that brought a row.
struct RapportBericht {
    std::int64_t id = 0;
    std::optional<BerichtSoort> soort{};
    std::string gemeente{};  ///< the party that is a gemeente; empty: not recognised
    std::string aanbieder{}; ///< AGB
    Uitkomst uitkomst = Uitkomst::afgekeurd;
    Date ontvangen{};
    Date besloten{};        ///< day of the decision that counts on `op`
    std::string contract{}; ///< "noorderdal@2026-1"; empty: decided without a bundle
    bool vervallen = false; ///< its receiver rejected it, so what it did counts as not sent (OP286)
};

/// A line of a 323 that was assessed.
struct RapportPrestatie {
    std::int64_t id = 0;
    std::uint64_t client = 0; ///< the number the client is known by: to count people with, never to be shown
    Domein domein = Domein::wmo;
    std::int64_t toewijzing = 0;
    std::string_view referentie{};
    std::string_view categorie{};
    std::string_view code{};
    Period periode{};
    std::int64_t volume = 0;
    std::string_view eenheid{};
    std::optional<Money> tarief{};
    Money bedrag{}; ///< signed: a credit is negative
    bool credit = false;
    bool toegekend = false;
};

/// A line of the ledger.
struct RapportBoeking {
    std::int64_t id = 0;
    Boeksoort soort = Boeksoort::vastgelegd;
    std::string_view aanbieder{};
    std::string_view gemeente{};
    Domein domein = Domein::wmo;
    std::string_view categorie{};
    std::string_view code{};
    std::int32_t jaar = 0;
    std::int64_t toewijzing = 0;
    Money gevraagd{};
    Money vastgelegd{};
    Money toegekend{};
    Money beslag{};
};

/// A toewijzing as its last version says.
struct RapportToewijzing {
    std::int64_t nummer = 0;
    std::uint64_t client = 0;
    std::string_view gemeente{};
    Domein domein = Domein::wmo;
    std::string_view aanbieder{};
    std::string_view categorie{}; ///< empty: generiek
    std::string_view code{};      ///< empty: aspecifiek
    Date toewijzingsdatum{};
    Date van{};
    std::optional<Date> tot{};
    bool verwijderd = false; ///< RedenWijziging 13: it never ran
    Date eerste_besluit{};   ///< day the first version was approved
};

/// A start or stop that counts, of an approved 305 or 307.
struct RapportLevering {
    std::uint64_t client = 0;
    std::string_view gemeente{};
    Domein domein = Domein::wmo;
    std::string_view aanbieder{};
    std::optional<std::int64_t> toewijzing{};
    std::string_view categorie{};
    std::string_view code{};
    bool stop = false;
    Date begin{};
    std::optional<Date> einde{}; ///< of a stop
    std::string_view reden{};    ///< RedenBeeindiging
};

/// Sees the rows; each kind in its own order: prestaties and boekingen by number, berichten by number, toewijzingen by gemeente, domein
/// and number, leveringen by client. Implemented by what calculates.
class RapportBezoeker {
public:
    virtual ~RapportBezoeker() = default;
    virtual void op(RapportBericht const& bericht) = 0;
    virtual void op(RapportBericht const& bericht, RapportPrestatie const& prestatie) = 0;
    virtual void op(RapportBericht const& bericht, RapportBoeking const& boeking) = 0;
    virtual void op(RapportBericht const& bericht, RapportToewijzing const& toewijzing) = 0;
    virtual void op(RapportBericht const& bericht, RapportLevering const& levering) = 0;
    virtual void op(Registratie const& registratie) = 0;
    /// Now and then, with how many rows went by.
    virtual void voortgang(std::int64_t /*rijen*/) {}
};

} // namespace model
