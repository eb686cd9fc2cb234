/**
 * What exports of people call their columns: directories (Entra, Google), HR systems (Workday, SAP) and spreadsheets
 * in English, German, French, Spanish, Portuguese, Italian and Dutch. The first of a list is the column's own.
 */
import type { ImportColumn } from "../../../workers/contract/console/people.ts";

/** In small letters, without accents and anything but letters and digits. What stands in square brackets is advice. */
export const folded = (head: string): string =>
  head
    .replaceAll(/\[[^\]]*\]/g, "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]/g, "");

const NAMED: Readonly<Record<ImportColumn, string>> = {
  externalId: `External id, Person id, Object id, User id, Id, ChangeGear id, Immutable id, Employee id, Worker id, Emp id,
    Employee number, Personnel number, Personalnummer, Personal-Nr., Pers.-Nr., PersNr, Mitarbeiternummer, Mitarbeiter-Nr.,
    Mitarbeiter-ID, Matricule, Numéro de matricule, N° matricule, Identifiant, Matrícula, Número de empleado,
    Nº empleado, Número de funcionário, Nº funcionário, Número de colaborador, Matricola, Numero matricola, Codice dipendente,
    Personeelsnummer, Medewerkernummer, Medewerker-ID`,
  userName: `User name, sAMAccountName, Login, Login name, Account, Account name, Benutzername, Anmeldename, Benutzerkennung,
    Systembenutzer, Nom d'utilisateur, Nombre de usuario, Usuario, Nome de utilizador, Nome de usuário, Utilizador, Nome utente,
    Utente, Gebruikersnaam`,
  email: `Email, Work email, Mail, Email address, Work mail, Business email, User principal name, UPN, Primary email,
    Primary work email, Email - Work, Email - Primary Work, Company email, Email (work), Work email address, E-Mail-Adresse,
    E-Mail (Dienst), E-Mail (dienstlich), E-Mail dienstlich, Dienstliche E-Mail, Dienstliche E-Mail-Adresse, Dienst-E-Mail,
    Geschäftliche E-Mail, E-Mail geschäftlich, E-Mail (geschäftlich), Firmen-E-Mail, Adresse e-mail, Adresse mail, Courriel,
    E-mail professionnel, Adresse e-mail professionnelle, Mail professionnel, Correo electrónico, Correo, Correo corporativo,
    Email corporativo, Correo de trabajo, E-mail corporativo, E-mail profissional, Correio eletrónico, Endereço de e-mail,
    Email aziendale, Indirizzo email, Posta elettronica, E-mail di lavoro, E-mailadres, Zakelijk e-mailadres, Zakelijke e-mail,
    Werk e-mail`,
  givenName: `Given name, First name, Forename, Legal first name, Preferred first name, Vorname, Rufname, Prénom,
    Primer nombre, Nombre de pila, Primeiro nome, Nome próprio, Voornaam, Roepnaam`,
  familyName: `Family name, Last name, Surname, Sn, Legal last name, Preferred last name, Nachname, Familienname, Zuname,
    Nom de famille, Apellido, Apellidos, Primer apellido, Sobrenome, Apelido, Último nome, Cognome, Achternaam, Familienaam`,
  displayName: `Display name, Full name, Employee name, Cn, Preferred name, Worker, Worker name, Vollständiger Name,
    Anzeigename, Mitarbeiter, Mitarbeitername, Nom complet, Nom et prénom, Nombre completo, Nombre y apellidos, Nome completo,
    Nome e cognome, Nominativo, Volledige naam, Weergavenaam, Medewerker`,
  title: `Title, Job title, Position, Role, Business title, Position title, Employee title, Funktion, Stelle, Planstelle,
    Stellenbezeichnung, Position/Funktion, Berufsbezeichnung, Poste, Fonction, Intitulé du poste, Puesto, Cargo, Função,
    Mansione, Qualifica, Ruolo, Functie, Functietitel`,
  department: `Department, Dept, Org unit, Organizational unit, Organisational unit, Org unit path, Team,
    Supervisory organization, Division, Abteilung, Bereich, Organisationseinheit, OE, Département, Service, Direction,
    Departamento, Área, Setor, Reparto, Dipartimento, Afdeling`,
  officeCity: `Office city, City, Office: city, Office, Location, Office location, L, Site, Work location,
    Location address - city, Standort, Arbeitsort, Dienstort, Ort, Stadt, Büro, Niederlassung, Ville, Lieu de travail, Site de travail,
    Bureau, Ciudad, Oficina, Centro de trabajo, Localidad, Cidade, Local de trabalho, Escritório, Città, Sede, Sede di lavoro,
    Ufficio, Stad, Plaats, Standplaats, Vestiging, Werklocatie, Kantoor`,
  officeCountry: `Office country, Country, Office: country, Country code, C, Co, Country or region, Country/region,
    Location address - country, Work country, Usage location, Land, Länderkennzeichen, Ländercode, Pays, Code pays, País,
    Código de país, Código do país, Paese, Nazione, Landcode`,
  manager: `Manager, Manager mail, Manager email, Manager id, Supervisor, Reports to, Line manager, Manager email address,
    Supervisor email, Supervisor id, Worker's manager, Manager's email, Vorgesetzter, Vorgesetzte, Vorgesetzte/r, Vorgesetzte(r),
    Vorgesetzter E-Mail, E-Mail Vorgesetzter, E-Mail des Vorgesetzten, Führungskraft, Teamleiter, Responsable, Supérieur,
    Supérieur hiérarchique, Responsable hiérarchique, E-mail du responsable, Jefe, Jefe directo, Correo del responsable, Gestor,
    Chefia, Superior hierárquico, Responsabile, Responsabile diretto, Email responsabile, Leidinggevende,
    E-mail leidinggevende`,
  language: `Language, Locale, Preferred language, Lang, Default locale, Sprache, Korrespondenzsprache, Langue, Idioma, Língua,
    Lingua, Taal`,
  timeZone: `Time zone, Tz, Zone, Zeitzone, Fuseau horaire, Zona horaria, Huso horario, Fuso horário, Fuso orario, Tijdzone`,
  privileged: `Privileged, Is privileged, Admin, Is admin, Privileged account, Privilegiert, Privilégié, Privilegiado,
    Privilegiato`,
  active: `Active, Status, Enabled, Account enabled, Is active, Active status, Worker status, Employment status,
    Employee status, Aktiv, Mitarbeiterstatus, Beschäftigungsstatus, Actif, Statut, Activo, Estado, Ativo, Situação, Attivo,
    Stato, Actief`,
  mobilePhone: `Mobile phone, Mobile, Mobile number, Cell, Cell phone, Work mobile, Business mobile, Company mobile, Handy, Handynummer,
    Mobiltelefon, Mobilnummer, Mobil, Handy dienstlich, Diensthandy, Firmenhandy, Mobil dienstlich, Mobil (dienstlich),
    Dienstliche Mobilnummer, Portable, Téléphone portable, Téléphone mobile, Portable professionnel, Móvil, Teléfono móvil,
    Celular, Móvil corporativo, Telemóvel, Número de telemóvel, Telefone celular, Cellulare, Telefono cellulare,
    Cellulare aziendale, Mobiel, Mobiele telefoon, Mobiel nummer, Gsm, Gsm-nummer, Phone, Phone number`,
  privatePhone: `Private phone, Home phone, Personal phone, Private mobile, Personal mobile, Recovery phone,
    Mobile phone - primary home, Primary home phone, Mobile (private), Handy privat, Handy (privat), Privathandy, Mobil privat,
    Mobil (privat), Private Mobilnummer, Telefon privat, Telefon (privat), Privattelefon, Private Telefonnummer,
    Téléphone personnel, Portable personnel, Mobile personnel, Téléphone privé, Móvil personal, Teléfono personal,
    Teléfono particular, Celular personal, Telemóvel pessoal, Telefone pessoal, Celular pessoal, Cellulare personale,
    Cellulare privato, Telefono personale, Privé mobiel, Mobiel privé, Privételefoon, Telefoon privé`,
  privateEmail: `Private email, Personal email, Home email, Other email, Alternate email, Recovery email, Private mail,
    Alternate email address, Home secondary email, Email - Home, Email - Primary Home, Primary home email, Email (private),
    Email (personal), E-Mail privat, E-Mail (privat), Private E-Mail, Private E-Mail-Adresse, Private Mailadresse,
    E-mail personnel, Adresse e-mail personnelle, Courriel personnel, Mail personnel, Correo personal, Email personal,
    Correo electrónico personal, E-mail pessoal, Email personale, Email privata, Privé e-mail, E-mail privé, Privé e-mailadres,
    Persoonlijk e-mailadres`,
  startDate: `Start date, Hire date, Joined, Join date, Employee hire date, Entry date, Original hire date, Date of joining,
    Continuous service date, Eintritt, Eintrittsdatum, Einstellungsdatum, Eintritt am, Date d'entrée, Date d'embauche,
    Date d'arrivée, Fecha de ingreso, Fecha de alta, Fecha de contratación, Data de admissão, Data de entrada,
    Data de contratação, Data di assunzione, Data assunzione, Datum in dienst, Indiensttreding, In dienst sinds`,
  adminAccount: `Admin account, Admin user, Admin user name, Admin login, Privileged account name, Privileged user,
    Admin-Konto, Adminkonto, Administratorkonto, Compte administrateur, Cuenta de administrador, Conta de administrador,
    Account amministratore, Beheerdersaccount`,
  account: `Other account, Second account, SAP user, SAP account, SAP user name, VPN user, ERP user, SAP-Benutzer,
    SAP-Kennung, Utilisateur SAP, Usuario SAP, Utilizador SAP, Utente SAP, SAP-gebruiker`,
  otherAccount: `VPN account, VPN login, CRM user, Salesforce user, Salesforce user name, Third account, CRM-Benutzer,
    VPN-Benutzer`,
};

const TICKET_SYSTEM_IDS: ReadonlySet<string> = new Set(["External id", "Id", "ChangeGear id"].map(folded));

/** Whether ids under that head may be the ticket system's: a personnel number or a directory's own never is. */
export const isTicketSystemId = (head: string): boolean => TICKET_SYSTEM_IDS.has(folded(head));

/** Each once: what differs in its signs alone is one. */
export const headsOf = (column: ImportColumn): readonly string[] => [...new Set(NAMED[column].split(",").map(folded))];

/** Beside one of these it is that column. */
interface Half {
  readonly beside: readonly string[];
  readonly is: ImportColumn;
}

/** A head that is half of a name beside the other half, and the whole name alone. */
export const HALVES: Readonly<Record<string, Half>> = {
  name: { beside: ["vorname", "rufname"], is: "familyName" },
  naam: { beside: ["voornaam", "roepnaam"], is: "familyName" },
  nom: { beside: ["prenom"], is: "familyName" },
  nombre: { beside: ["apellido", "apellidos", "primerapellido"], is: "givenName" },
  nome: { beside: ["cognome", "sobrenome", "apelido", "ultimonome"], is: "givenName" },
};
