/** How an emoji will look where people meet it: in a line of text, as a reaction, and alone. */
import { useTranslation } from 'react-i18next';
import classes from './preview.module.css';

export function Preview({ picture }: { readonly picture: string }) {
  const { t } = useTranslation('emoji');
  const image = <img src={picture} alt="" />;
  return (
    <figure className={classes.preview}>
      <figcaption className={classes.caption}>{t('preview')}</figcaption>
      <p className={classes.line}>
        {t('previewText')} {image}
      </p>
      <span className={classes.chip}>
        {image} <span className="tabular">3</span>
      </span>
      <span className={classes.alone}>{image}</span>
    </figure>
  );
}
