#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// One thing wrong in a file that people keep, told so that they can mend it.
struct Fout {
    std::string bestand;
    std::uint32_t lijn = 0;  ///< 1-based; 0 for the file as a whole
    std::uint32_t kolom = 0; ///< 1-based column of the value
    std::string waarde;      ///< what stands there
    std::string verwacht;    ///< the form or value that would pass
    std::string melding;     ///< one Dutch sentence
};

struct Cel {
    std::string tekst;       ///< without blanks around it and without quotes
    std::uint32_t kolom = 0; ///< 1-based, in characters
};

struct Rij {
    std::uint32_t lijn = 0;  ///< 1-based
    std::vector<Cel> cellen; ///< one per wanted column, in the order asked for
};

/// Reads the CSV files people make with a spreadsheet: UTF-8 with or without BOM, LF or CR/LF, `;` or `,` (whichever the header
/// line has), cells in double quotes where needed; empty lines do not count. A quoted cell ends on its own line.
/// Rows that cannot be read are left out; each leaves a Fout. Of the wanted columns the first `verplicht` must be in the header line;
/// the others may be left out, their cells are empty then; no other column may be there. A last line that breaks off before its last
/// cell without a line end is half a file. Pure.
std::vector<Rij> read_csv(std::string const& bestand, std::string_view bytes, std::span<std::string_view const> kolommen,
                          std::vector<Fout>& fouten, std::size_t verplicht = static_cast<std::size_t>(-1));

} // namespace model
