#include "store/sqlite/transaction.hpp"
#include "store/sqlite/uit.hpp"

#include <fmt/format.h>

/// The part of the writer that what goes out goes through.
namespace store::sqlite {

model::Result<UitId> SqliteTransaction::stuur(NieuwUit const& nieuw) { return kladblok_ ? UitId{0} : add_uit(db_, nieuw, uuid4(nonce_())); }

model::Result<std::optional<Uit>> SqliteTransaction::uit(UitId id) { return read_uit(db_, id); }

model::Result<std::vector<Uit>> SqliteTransaction::uit_lijst(UitFilter const& filter, UitId na, std::int64_t aantal) {
    return read_uit_lijst(db_, filter, na, aantal);
}

model::Result<std::optional<Uit>> SqliteTransaction::uit_op_referentie(std::string_view referentienummer) {
    return read_uit_op_referentie(db_, referentienummer);
}

model::Result<void> SqliteTransaction::zet_uit(UitId id, outbox::Uitgaand const& stand, std::string_view verbinding,
                                               std::string_view fout) {
    return set_uit(db_, id, stand, verbinding, fout);
}

model::Result<void> SqliteTransaction::heropen_uit(Uit const& uit, std::int64_t moment_ms, std::string_view door) {
    if (auto done = set_uit(db_, uit.id, outbox::opnieuw(uit.stand, moment_ms), uit.verbinding, {}); !done) return done;
    audit::Nonce const nonce = nonce_();
    audit::Entry entry;
    entry.moment_ms = moment_ms;
    entry.gebeurtenis = "uit-opnieuw";
    entry.bericht = uit.bericht;
    entry.afzender = uit.afzender;
    entry.ontvanger = uit.bestemming;
    entry.identificatie = uit.referentienummer;
    // Who did it is personal: the log commits to it and does not tell it.
    auto const text = fmt::format("{} {}:{}", uit.id, door.size(), door);
    entry.besluit = audit::commitment(nonce, std::as_bytes(std::span(text)));
    return log(entry, nonce);
}

model::Result<void> SqliteTransaction::verwacht_niet(BerichtId bericht) { return forget_verwacht(db_, bericht); }

model::Result<void> SqliteTransaction::zend_door(BerichtId id, Doorzending const& door, std::string_view afzender, std::int64_t moment_ms,
                                                 model::Date vandaag) {
    auto const uit = stuur({id, UitStuk::bericht, std::string(afzender), door.bestemming, moment_ms, std::nullopt, {}});
    if (!uit) return std::unexpected(uit.error());
    return door.antwoord_voor ? verwacht(id, door.bestemming, vandaag, *door.antwoord_voor) : model::Result<void>();
}

model::Result<void> SqliteTransaction::verwacht(BerichtId id, std::string_view bestemming, model::Date vandaag, model::Date voor) {
    return kladblok_ ? model::Result<void>() : add_verwacht(db_, id, bestemming, vandaag, voor);
}

} // namespace store::sqlite
