import type { me as en } from "./en.ts";

export const me: typeof en = {
  titles: {
    sign_in: "כניסה",
    page: "הדף שלכם",
    busy: "רגע אחד",
    fault: "שגיאה",
  },

  signIn: {
    heading: "ראו מה התמיכה שומרת עליכם",
    text: "הדף הזה מראה מה {organisation} שומרת עליכם כדי לוודא שזה אתם כשאתם מבקשים עזרה מהתמיכה. היכנסו עם חשבון העבודה שלכם כדי לפתוח אותו.",
    with: "המשך עם {provider}",
    none: "עדיין לא הוגדרה כניסה לדף הזה. שאלו את מוקד התמיכה מה נשמר עליכם.",
  },

  problems: {
    unknown: "החשבון הזה לא פותח כאן שום דף. פנו למוקד התמיכה.",
    second_factor: "נכנסתם עם סיסמה בלבד. היכנסו שוב עם אמצעי האימות השני שלכם.",
    stale: "החברה שלכם לא ביקשה מכם להיכנס מחדש. נסו עוד פעם.",
    again: "זה לא הצליח. היכנסו שוב.",
    away: "הכניסה של החברה שלכם לא עונה כרגע. נסו שוב בעוד רגע.",
    too_many: "יותר מדי ניסיונות. חכו דקה ונסו שוב.",
    gone: "זה כבר הסתיים.",
    unreadable: "לא ניתן היה לקרוא את זה. נסו שוב.",
  },

  heading: "מה התמיכה שומרת עליכם",
  intro:
    "{organisation} משתמשת בזה כדי לוודא שזה אתם כשאתם מבקשים עזרה. מה שאנחנו שואלים לא מוצג לעולם, גם לא כאן: מי שייכנס לחשבון שלכם היה לומד אותו.",
  signOut: "יציאה",

  you: {
    heading: "אתם",
    name: "שם",
    email: "דוא״ל בעבודה",
    userName: "שם משתמש",
    also: "במדריך יש גם:",
    updated: "שונה לאחרונה ב-{date}.",
    fields: {
      directory_id: "מספר או מזהה שלכם",
      title: "התפקיד שלכם",
      language: "השפה שלכם",
      time_zone: "אזור הזמן שלכם",
      privileged: "שלחשבון שלכם יש הרשאות מיוחדות",
    },
  },

  contacts: {
    heading: "פרטי הקשר הפרטיים שלכם",
    none: "לא רשום אף פרט. לתמיכה יש אז פחות דרכים להגיע אליכם.",
    fromDirectory: "מהמדריך, מאז {date}",
    selfService: "אתם יכולים לשנות אותו בעצמכם, מאז {date}",
    notYet: "עדיין לא נחשב כשהתמיכה מוודאת שזה אתם.",
  },

  accounts: { heading: "החשבונות האחרים שלכם" },

  facts: {
    heading: "על מה התמיכה יכולה לשאול אתכם",
    none: "שום דבר.",
    kinds: {
      manager: "המנהל שלכם",
      peers: "אנשים בצוות שלכם",
      directReports: "אנשים שכפופים לכם",
      department: "המחלקה שלכם",
      office: "המשרד שלכם",
      groups: "קבוצות שאתם בהן",
      closedTickets: "הפניות הקודמות שלכם",
      meetings: "הפגישות שלכם",
      signIns: "היכן נכנסתם",
      startMonth: "מתי התחלתם",
      devices: "המכשירים שלכם",
    },
    sources: {
      import: "מהמדריך",
      self_service: "ממה שאתם או התמיכה הזנתם",
      system: "ממערכת אחרת",
    },
    newest: "האחרון מ-{date}",
    baseline: "מההתחלה",
  },

  checks: {
    heading: "בדיקות ב-90 הימים האחרונים",
    none: "אין.",
    actions: {
      password_reset: "סיסמה חדשה",
      account_unlock: "שחרור חשבון",
      mfa_reset: "איפוס אמצעי האימות השני",
      identity_check: "בדיקת זהות",
    },
    outcomes: {
      in_progress: "בתהליך",
      undelivered: "ההודעה לא הגיעה",
      passed: "עברה",
      void: "עברה, כבר לא נחשבת",
      failed: "לא עברה",
      not_enough_questions: "מעט מדי תשובות",
      timed_out: "הזמן נגמר",
      cancelled: "הופסקה",
      reported: "דווח שזה לא הייתם אתם",
    },
  },

  phones: {
    heading: "טלפונים שאנחנו מזהים",
    none: "אין.",
    one: "טלפון, מאז {date}",
    notYet: "לא נחשב כשלכם.",
  },

  linked: { heading: "חשבונות שפותחים את הדף הזה" },

  signIns: {
    heading: "הכניסות שלכם לדף הזה",
    current: "הכניסה הזאת",
    began: "התחילה ב-{date}",
    ended: "הסתיימה ב-{date}",
    end: "לסיים אותה",
  },

  file: "לקחת כקובץ",
  busy: { heading: "רגע אחד", text: "המערכת שלנו לא עונה כרגע. נסו שוב בעוד רגע." },
  fault: { heading: "משהו השתבש אצלנו", text: "שום דבר לא השתנה. נסו שוב בעוד דקה." },
};
