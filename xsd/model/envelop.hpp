#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The envelope in which messages travel over StUF-GGk, as the facts of it that count: not how it was spelled.
namespace model {

/// What an envelope is: a heenbericht, a retourbericht, a fault afterwards, and the two answers on the connection itself.
enum class Berichtcode : std::uint8_t { di01, du01, fo01, bv03, fo03 };

/// "Di01", "Du01", ...
[[nodiscard]] constexpr std::string_view name(Berichtcode code) {
    switch (code) {
    case Berichtcode::di01: return "Di01";
    case Berichtcode::du01: return "Du01";
    case Berichtcode::fo01: return "Fo01";
    case Berichtcode::bv03: return "Bv03";
    case Berichtcode::fo03: return "Fo03";
    }
    return "";
}

/// Who sends or receives: an organisation (gemeentecode, AGB-code, "CAK", ...) and its software. Empty: not there.
struct Systeem {
    std::string organisatie;
    std::string applicatie;
    std::string administratie;
    std::string gebruiker;
    friend bool operator==(Systeem const&, Systeem const&) = default;
};

/// Versions of four digits as they stand there.
struct EnvelopParameters {
    std::string applicatie_versie;
    std::string applicatie_subversie;
    std::string functie_versie;
    std::string functie_subversie;
};

/// The body of a Fo01 or Fo03.
struct EnvelopFoutmelding {
    std::string code;
    std::string plek; ///< "client" or "server"
    std::string omschrijving;
    std::string details;
};

struct Envelop {
    Berichtcode berichtcode = Berichtcode::di01;
    Systeem zender;
    Systeem ontvanger;
    std::string referentienummer;
    std::string tijdstip_bericht; ///< EEJJMMDD[uu[mm[ss[mmm]]]]
    std::string cross_refnummer;  ///< of the message this answers; empty in a Di01
    std::string functie;          ///< "WMO301"; of a Di01 and Du01
    EnvelopParameters parameters; ///< likewise
    std::string inhoud;           ///< likewise: the payload, decoded
    bool tekst_bestand = false;   ///< the payload came as a file that is no message
    EnvelopFoutmelding fout;      ///< of a Fo01 and Fo03
    std::string actie;            ///< wsa:Action as it came; empty: none
    bool ggk0310 = false;         ///< in the superseded form of GGk0310
};

} // namespace model
